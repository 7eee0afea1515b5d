package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.GroupConfig;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.classic.ClassicConfig;
import io.barnabas.coordinator.group.consumer.ConsumerProtocol;
import io.barnabas.coordinator.group.consumer.UniformSettings;
import io.barnabas.coordinator.group.script.GoldenScripts;
import io.barnabas.coordinator.group.script.Stage;
import io.barnabas.coordinator.group.script.StageVocabulary;
import io.barnabas.coordinator.group.script.Transcript;
import io.barnabas.coordinator.group.script.Vocabulary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Offsets stay for 60 seconds and are looked at every 10; metadata may have 8 characters. */
final class OffsetScriptsTest {
  static final GroupConfig CONFIG =
      new GroupConfig(
          ClassicConfig.DEFAULT,
          new OffsetConfig(8, OffsetsOnStage.RETENTION_MS, OffsetsOnStage.CHECK_INTERVAL_MS),
          ConsumerProtocol.with(UniformSettings.DEFAULTS));

  @TestFactory
  Stream<DynamicTest> scripts() {
    return GoldenScripts.in("scripts/offset", OffsetScriptsTest::cast);
  }

  private static List<? extends Vocabulary> cast(Transcript transcript) {
    Catalog catalog = new Catalog();
    Stage<GroupCoordinator> stage =
        new Stage<>(
            context -> new GroupCoordinator(context, catalog, CONFIG, GroupMetrics.NONE),
            transcript::record);
    return List.of(new StageVocabulary(stage), new OffsetVocabulary(stage, transcript, catalog));
  }
}
