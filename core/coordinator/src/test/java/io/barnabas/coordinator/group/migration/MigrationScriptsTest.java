package io.barnabas.coordinator.group.migration;

import io.barnabas.coordinator.group.GroupConfig;
import io.barnabas.coordinator.group.GroupCoordinator;
import io.barnabas.coordinator.group.GroupMetrics;
import io.barnabas.coordinator.group.classic.ClassicConfig;
import io.barnabas.coordinator.group.consumer.ChangingTopics;
import io.barnabas.coordinator.group.consumer.ConsumerProtocol;
import io.barnabas.coordinator.group.consumer.ConsumerVocabulary;
import io.barnabas.coordinator.group.consumer.MigrationPolicy;
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
 * Groups of members of both protocols as scripts; {@link ClassicMemberVocabulary} says what the
 * classic ones can say. There is no initial delay and no assignment interval; sessions last 45
 * seconds under the consumer protocol.
 */
final class MigrationScriptsTest {
  @TestFactory
  Stream<DynamicTest> scripts() {
    return GoldenScripts.in("scripts/migration", MigrationScriptsTest::cast);
  }

  private static List<? extends Vocabulary> cast(Transcript transcript) {
    ChangingTopics topics = new ChangingTopics();
    PolicySettings settings = new PolicySettings(MigrationPolicy.BIDIRECTIONAL);
    GroupConfig config =
        new GroupConfig(
            new ClassicConfig(0, 1_000, 300_000, 3),
            new OffsetConfig(8, 60_000, 10_000),
            ConsumerProtocol.with(settings));
    Stage<GroupCoordinator> stage =
        new Stage<>(
            context -> new GroupCoordinator(context, topics, config, GroupMetrics.NONE),
            transcript::record);
    return List.of(
        new StageVocabulary(stage),
        new ConsumerVocabulary(stage, transcript, topics),
        new ClassicMemberVocabulary(stage, transcript, settings));
  }
}
