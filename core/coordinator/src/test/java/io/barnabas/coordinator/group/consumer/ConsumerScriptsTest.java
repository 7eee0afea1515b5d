package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.GroupConfig;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.classic.ClassicConfig;
import io.barnabas.coordinator.group.offset.OffsetConfig;
import io.barnabas.coordinator.group.script.GoldenScripts;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.group.script.StageVocabulary;
import io.barnabas.coordinator.group.script.Transcript;
import io.barnabas.coordinator.group.script.Vocabulary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sessions last 45 seconds, settled members are heard of every 5, two assignments of a group are a
 * second apart, and a group may have three members.
 */
final class ConsumerScriptsTest {
  private static final UniformSettings SETTINGS =
      new UniformSettings(45_000, 5_000, 1_000, 3, 600_000);
  private static final GroupConfig CONFIG =
      new GroupConfig(
          ClassicConfig.DEFAULT,
          new OffsetConfig(8, 60_000, 10_000),
          ConsumerProtocol.with(SETTINGS));

  @TestFactory
  Stream<DynamicTest> scripts() {
    return GoldenScripts.in("scripts/consumer", ConsumerScriptsTest::cast);
  }

  private static List<? extends Vocabulary> cast(Transcript transcript) {
    ChangingTopics topics = new ChangingTopics();
    Stage<GroupCoordinator> stage =
        new Stage<>(
            context -> new GroupCoordinator(context, topics, CONFIG, GroupMetrics.NONE),
            transcript::record);
    return List.of(new StageVocabulary(stage), new ConsumerVocabulary(stage, transcript, topics));
  }
}
