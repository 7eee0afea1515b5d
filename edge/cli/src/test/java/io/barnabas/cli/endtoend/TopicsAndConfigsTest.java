package io.barnabas.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.cli.configs.ConfigsCommand;
import io.barnabas.cli.topics.TopicsCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools print about a broker; scripts parse it, so it is what Kafka 4.3.1's print. */
class TopicsAndConfigsTest {
  private static TestBroker broker;

  @BeforeAll
  static void start(@TempDir Path folder) {
    broker = TestBroker.start(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static ToolRun topics(String arguments) {
    return broker.run(TopicsCommand::new, arguments);
  }

  private static ToolRun configs(String arguments) {
    return broker.run(ConfigsCommand::new, arguments);
  }

  private static void assertPrints(ToolRun run, String... lines) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).containsExactly(lines);
    assertThat(run.exitCode()).isZero();
  }

  private static void assertFails(ToolRun run, String message) {
    assertThat(run.out().lines())
        .containsExactly("Error while executing topic command : " + message);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void a_topic_is_created_described_grown_and_deleted() {
    assertPrints(
        topics("--create --topic life --partitions 2 --config retention.ms=1000"),
        "Created topic life.");
    assertThat(
            topics("--describe --topic life").out().replaceAll("TopicId: \\S{22}", "TopicId: ID"))
        .isEqualTo(
            """
            Topic: life\tTopicId: ID\tPartitionCount: 2\tReplicationFactor: 1\tConfigs: retention.ms=1000
            \tTopic: life\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr:\s
            \tTopic: life\tPartition: 1\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr:\s
            """);
    assertPrints(topics("--alter --topic life --partitions 3"));
    assertThat(topics("--describe --topic life").out()).contains("Partition: 2\t");
    assertPrints(topics("--delete --topic life"));
    assertFails(topics("--describe --topic life"), "Topic 'life' does not exist as expected");
  }

  @Test
  void a_topic_that_is_there_is_not_created_again() {
    assertPrints(topics("--create --topic twice"), "Created topic twice.");
    assertFails(topics("--create --topic twice"), "Topic 'twice' already exists.");
    assertPrints(topics("--create --topic twice --if-not-exists"));
  }

  @Test
  void names_are_listed_in_order_and_chosen_by_expression() {
    topics("--create --topic list-b");
    topics("--create --topic list-a");
    assertPrints(topics("--list --topic list-.*"), "list-a", "list-b");
    assertPrints(topics("--list --topic none"), "");
    assertPrints(topics("--describe --topic none --if-exists"));
    assertPrints(topics("--describe --topic list-a --unavailable-partitions"));
    assertPrints(topics("--describe --topic list-a --under-replicated-partitions"));
    assertPrints(topics("--describe --topic list-a --topics-with-overrides"));
  }

  @Test
  void replicas_can_be_placed_by_hand() {
    assertPrints(
        topics("--create --topic placed --replica-assignment 1,1"), "Created topic placed.");
    assertThat(topics("--describe --topic placed").out()).contains("PartitionCount: 2");
    assertThat(topics("--create --topic elsewhere --replica-assignment 7").exitCode()).isEqualTo(1);
  }

  @Test
  void what_the_broker_refuses_is_one_line() {
    assertFails(
        topics("--create --topic none --partitions 0"), "The partitions must be greater than 0");
    assertThat(topics("--create --topic none --config nope=1").out())
        .startsWith("Error while executing topic command : ")
        .contains("nope");
    assertThat(topics("--create --topic none --replication-factor 3").exitCode()).isEqualTo(1);
    assertThat(topics("--create --topic bad/name").exitCode()).isEqualTo(1);
  }

  @Test
  void a_topics_settings_are_made_shown_and_undone() {
    topics("--create --topic settings");
    assertPrints(configs("--describe --topic settings"), "Dynamic configs for topic settings are:");
    assertPrints(
        configs(
            "--alter --topic settings --add-config cleanup.policy=[compact,delete],retention.ms=5"),
        "Completed updating config for topic settings.");
    assertPrints(
        configs("--describe --entity-type topics --entity-name settings"),
        "Dynamic configs for topic settings are:",
        "  cleanup.policy=compact,delete sensitive=false"
            + " synonyms={DYNAMIC_TOPIC_CONFIG:cleanup.policy=compact,delete,"
            + " DEFAULT_CONFIG:log.cleanup.policy=delete}",
        "  retention.ms=5 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=5}");
    assertPrints(
        configs("--alter --topic settings --delete-config retention.ms,cleanup.policy"),
        "Completed updating config for topic settings.");
    assertPrints(configs("--describe --topic settings"), "Dynamic configs for topic settings are:");
    assertThat(configs("--describe --topic settings --all").out())
        .startsWith("All configs for topic settings are:")
        .contains("\n  segment.bytes=1073741824 sensitive=false");
  }

  @Test
  void settings_of_brokers_have_a_default_of_their_own() {
    assertPrints(
        configs("--alter --broker-defaults --add-config message.max.bytes=2000000"),
        "Completed updating default config for brokers in the cluster.");
    assertPrints(
        configs("--alter --broker 1 --add-config message.max.bytes=3000000"),
        "Completed updating config for broker 1.");
    assertPrints(
        configs("--describe --entity-type brokers"),
        "Dynamic configs for broker 1 are:",
        "  message.max.bytes=3000000 sensitive=false"
            + " synonyms={DYNAMIC_BROKER_CONFIG:message.max.bytes=3000000,"
            + " DYNAMIC_DEFAULT_BROKER_CONFIG:message.max.bytes=2000000,"
            + " DEFAULT_CONFIG:message.max.bytes=1048588}",
        "Default configs for brokers in the cluster are:",
        "  message.max.bytes=2000000 sensitive=false"
            + " synonyms={DYNAMIC_DEFAULT_BROKER_CONFIG:message.max.bytes=2000000}");
    configs("--alter --broker 1 --delete-config message.max.bytes");
    configs("--alter --broker-defaults --delete-config message.max.bytes");
  }

  @Test
  void a_setting_that_is_not_there_is_an_error() {
    topics("--create --topic unsettled");
    ToolRun run = configs("--alter --topic unsettled --add-config nope=1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("Error while executing config command: ").contains("nope");
    assertPrints(
        configs("--describe --topic missing"),
        "The topic 'missing' doesn't exist and doesn't have dynamic config.");
  }
}
