package io.barnabas.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.cli.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir private Path folder;
  private Path config;
  private Path first;
  private Path second;

  @BeforeEach
  void writeConfig() throws IOException {
    first = folder.resolve("first");
    second = folder.resolve("second");
    config = folder.resolve("server.properties");
    Files.writeString(config, "node.id=4\nlog.dirs=" + first + "," + second + "\n");
  }

  private ToolRun storage(String... arguments) {
    return ToolRun.of(StorageCommand::create, arguments);
  }

  private ToolRun format(String clusterId, String... more) {
    String[] arguments = {"format", "-c", config.toString(), "-t", clusterId};
    return storage(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void directories_are_given_to_the_cluster() {
    ToolRun run = format("c1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "Formatting log directory " + first + ".", "Formatting log directory " + second + ".");
    assertThat(second.resolve("meta.properties"))
        .content()
        .contains("version=1", "cluster.id=c1", "node.id=4", "directory.id=");
  }

  @Test
  void what_belongs_to_a_cluster_is_formatted_only_around() throws IOException {
    format("c1");
    Files.delete(second.resolve("meta.properties"));
    ToolRun refused = format("c2");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("kafka-storage.sh format: Log directory " + first + " is already formatted.");
    assertThat(format("c1", "--ignore-formatted").out())
        .isEqualTo("Formatting log directory " + second + "." + System.lineSeparator());
    assertThat(format("c1", "--ignore-formatted").out())
        .startsWith("All of the log directories are already formatted.");
  }

  @Test
  void info_tells_whose_the_directories_are_and_leaves_them_as_they_are() throws IOException {
    format("c1");
    Path mark = Files.createFile(first.resolve(".kafka_cleanshutdown"));
    ToolRun run = storage("info", "-c", config.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("Found log directories:\n  " + first + "\n  " + second + "\n\n")
        .contains("Found metadata: {cluster.id=c1, directory.id=", "node.id=4, version=1}");
    assertThat(mark).exists();
  }

  @Test
  void info_fails_where_something_is_missing() throws IOException {
    Files.createDirectory(first);
    ToolRun run = storage("info", "-c", config.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            "Found log directory:\n  %s\n\nFound problems:\n  %s is not formatted.\n  %s is not a directory.\n\n"
                .formatted(first, first, second));
  }

  @Test
  void bad_input_is_refused() {
    assertThat(format("a cluster").err()).contains("'a cluster' is not a cluster id");
    assertThat(storage("info", "-c", folder.resolve("none").toString()).err())
        .contains("can't use the configuration");
    assertThat(storage().err()).contains("say what to do: format, info or random-uuid");
  }

  @Test
  void random_ids_can_be_given_to_an_option() {
    assertThat(storage("random-uuid").out().strip()).matches("[A-Za-z0-9_][A-Za-z0-9_-]{21}");
  }
}
