package io.barnabas.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import io.barnabas.cli.consumer.ConsoleConsumerCommand;
import io.barnabas.cli.groups.ConsumerGroupsCommand;
import io.barnabas.cli.logdirs.LogDirsCommand;
import io.barnabas.cli.offsets.GetOffsetsCommand;
import io.barnabas.cli.producer.ConsoleProducerCommand;
import io.barnabas.cli.records.DeleteRecordsCommand;
import io.barnabas.cli.topics.TopicsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets shown, records deleted, directories described; the output is Kafka 4.3.1's. */
class RecordsAndDirsTest {
  @TempDir private static Path folder;
  private static TestBroker broker;

  @BeforeAll
  static void start(@TempDir Path data) {
    broker = TestBroker.start(data);
    create("offsets-a", 3);
    create("offsets-b", 1);
    create("deletions", 2);
    create("dirs-a", 1);
    create("dirs-b", 1);
    send("offsets-b", "one\ntwo\nthree\n");
    send("deletions", "one\ntwo\nthree\n");
    send("dirs-b", "one\n");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void create(String topic, int partitions) {
    broker.run(TopicsCommand::new, "--create --topic " + topic + " --partitions " + partitions);
  }

  private static void send(String topic, String lines) {
    ToolRun run = broker.runWithInput(lines, ConsoleProducerCommand::new, "--topic " + topic);
    assertThat(run.exitCode()).isZero();
  }

  private static ToolRun offsets(String arguments) {
    return broker.run(GetOffsetsCommand::new, arguments);
  }

  private static ToolRun delete(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("offsets.json"), json.replace('\'', '"'));
    return broker.run(DeleteRecordsCommand::new, "--offset-json-file " + file);
  }

  private static void assertPrints(ToolRun run, String... lines) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).containsExactly(lines);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void offsets_are_shown_of_the_partitions_chosen() {
    assertPrints(
        offsets("--topic offsets-.*"),
        "offsets-a:0:0",
        "offsets-a:1:0",
        "offsets-a:2:0",
        "offsets-b:0:3");
    assertPrints(offsets("--topic offsets-a --partitions 2,0"), "offsets-a:0:0", "offsets-a:2:0");
    assertPrints(
        offsets("--topic-partitions offsets-a:1-,offsets-b:0 --time -2"),
        "offsets-a:1:0",
        "offsets-a:2:0",
        "offsets-b:0:0");
  }

  @Test
  void a_time_may_have_no_record() {
    assertPrints(offsets("--topic offsets-b --time 0"), "offsets-b:0:0");
    assertThat(offsets("--topic offsets-b --time max-timestamp").out())
        .matches("offsets-b:0:[0-2]\\R");
    assertPrints(offsets("--topic offsets-b --time earliest-local"), "offsets-b:0:0");
    assertPrints(offsets("--topic offsets-b --time -5"));
    assertPrints(offsets("--topic offsets-b --time 99999999999999"));
  }

  @Test
  void topics_of_the_brokers_own_can_be_left_out() {
    broker.run(
        ConsoleConsumerCommand::new,
        "--topic offsets-b --group g --from-beginning --max-messages 1");
    assertThat(broker.run(ConsumerGroupsCommand::new, "--list").out()).contains("g");
    assertThat(offsets("--partitions 0").out()).contains("__consumer_offsets:0:");
    assertThat(offsets("--partitions 0 --exclude-internal-topics").out())
        .contains("offsets-a:0:0")
        .doesNotContain("__consumer_offsets");
  }

  @Test
  void no_partition_at_all_is_an_error() {
    ToolRun run = offsets("--topic nothing-of-this-name");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("Could not match any topic-partitions with the specified filters");
  }

  @Test
  void records_are_deleted_up_to_an_offset() throws IOException {
    ToolRun run = delete("{'partitions': [{'topic': 'deletions', 'partition': 0, 'offset': 0}]}");
    assertPrints(
        run,
        "Executing records delete operation",
        "Records delete operation completed:",
        "partition: deletions-0\tlow_watermark: 0");
    ToolRun all =
        delete(
            "{'version': 1, 'partitions': [{'topic': 'deletions', 'partition': 0, 'offset': -1},"
                + "{'topic': 'deletions', 'partition': 1, 'offset': -1}]}");
    assertThat(all.exitCode()).isZero();
    assertThat(offsets("--topic deletions --time earliest").out())
        .isEqualTo(offsets("--topic deletions").out());
    assertThat(all.out().lines().skip(2).map(line -> line.replaceAll(".*low_watermark: ", "")))
        .containsExactlyElementsOf(
            offsets("--topic deletions").out().lines().map(line -> line.split(":")[2]).toList());
  }

  @Test
  void what_is_refused_is_told_of_each_partition() throws IOException {
    ToolRun run =
        delete(
            "{'partitions': [{'topic': 'offsets-a', 'partition': 0, 'offset': 0},"
                + "{'topic': 'offsets-a', 'partition': 1, 'offset': 9},"
                + "{'topic': 'not-there', 'partition': 0, 'offset': 9}]}");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines().skip(2))
        .containsExactly(
            "partition: not-there-0\terror: there is no topic 'not-there', and the broker creates"
                + " none",
            "partition: offsets-a-0\tlow_watermark: 0",
            "partition: offsets-a-1\terror: The offset is outside of the partition's log.");
  }

  @Test
  void directories_are_described_with_the_sizes_of_their_partitions() {
    ToolRun run =
        broker.run(LogDirsCommand::new, "--describe --broker-list 1 --topic-list dirs-a,dirs-b");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .hasSize(3)
        .startsWith(
            "Querying brokers for log directories information",
            "Received log directory information from brokers 1");
    assertThat(run.out().lines().toList().get(2))
        .startsWith("{\"brokers\":[{\"broker\":1,\"logDirs\":[{\"partitions\":[")
        .contains("{\"partition\":\"dirs-a-0\",\"size\":0,\"offsetLag\":0,\"isFuture\":false}")
        .containsPattern("\"partition\":\"dirs-b-0\",\"size\":[1-9]")
        .contains("],\"error\":null,\"logDir\":\"/")
        .doesNotContain("offsets-a")
        .endsWith("\"}]}],\"version\":1}");
  }

  @Test
  void a_broker_that_is_not_there_is_named() {
    ToolRun run = broker.run(LogDirsCommand::new, "--describe --broker-list 1,7,5");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "The given brokers do not exist from --broker-list: 5,7. Current existent brokers: 1");
  }
}
