package io.barnabas.cli.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A directory of a Kafka that was never used; one with data is looked at by the conformance tests.
 */
class ImportKafkaTest {
  @TempDir private Path data;
  private Path metadata;

  @BeforeEach
  void leaveADirectoryOfKafkas() throws IOException {
    metadata = Files.createDirectory(data.resolve("__cluster_metadata-0"));
    Files.createFile(data.resolve(".kafka_cleanshutdown"));
    properties("version=1\nnode.id=4\ncluster.id=c1\ndirectory.id=AAAAAAAAAAEAAAAAAAAAAg\n");
    quorum("{\"leaderId\":4,\"currentVoters\":[{\"voterId\":4}],\"data_version\":0}");
  }

  private void properties(String text) throws IOException {
    Files.writeString(data.resolve("meta.properties"), text);
  }

  private void quorum(String text) throws IOException {
    Files.writeString(metadata.resolve("quorum-state"), text);
  }

  private List<Path> names() throws IOException {
    try (Stream<Path> paths = Files.walk(data)) {
      return paths.sorted().toList();
    }
  }

  private ToolRun check() {
    return ToolRun.of(BarnabasCommand::create, "import-kafka", "--check", data.toString());
  }

  @Test
  void what_can_be_taken_over_is_told_and_left_alone() throws IOException {
    List<Path> before = names();
    ToolRun run = check();
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Cluster c1, node 4, metadata.version 0, stopped in order.")
        .contains("0 topics with 0 partitions", "Nothing was changed", "log.dirs=" + data);
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void what_stands_in_the_way_is_listed() throws IOException {
    quorum("{\"leaderId\":5,\"data_version\":1}");
    Files.delete(data.resolve(".kafka_cleanshutdown"));
    ToolRun run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("not stopped in order", "stands in the way", "controllers [5]", "node 4")
        .endsWith(
            "It can't be taken over like this. Nothing was changed." + System.lineSeparator());
  }

  @Test
  void a_running_broker_is_told() throws IOException {
    try (FileChannel file =
            FileChannel.open(
                data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(check().err()).contains(data + " is in use by a broker: stop it first");
    }
  }

  @Test
  void directories_that_are_none_of_kafkas_are_told() throws IOException {
    Files.delete(metadata.resolve("quorum-state"));
    assertThat(check().err()).contains("there is nothing to take over");
    properties("version=0\nbroker.id=4\n");
    assertThat(check().err()).contains(data.toString(), "ZooKeeper");
    Files.delete(data.resolve("meta.properties"));
    assertThat(check().err()).contains("has no meta.properties");
    assertThat(ToolRun.of(BarnabasCommand::create, "import-kafka", "--check", "/none").err())
        .contains("there is no directory /none");
  }

  @Test
  void the_take_over_itself_is_the_brokers() {
    ToolRun run = ToolRun.of(BarnabasCommand::create, "import-kafka", data.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--check", "kafka-server-start.sh");
  }
}
