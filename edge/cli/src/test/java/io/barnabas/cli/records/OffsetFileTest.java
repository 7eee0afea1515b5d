package io.barnabas.cli.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetFileTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("offsets.json"), content.replace('\'', '"'));
  }

  @Test
  void offsets_are_read_with_or_without_a_version() throws IOException {
    String partitions =
        "'partitions': [{'topic': 'a', 'partition': 1, 'offset': 8000000000},"
            + " {'offset': -1, 'partition': 0, 'topic': 'a', 'more': []}]";
    Map<TopicPartition, Long> expected =
        Map.of(new TopicPartition("a", 1), 8_000_000_000L, new TopicPartition("a", 0), -1L);
    assertThat(OffsetFile.read(file("{" + partitions + ", 'version': 1}"))).isEqualTo(expected);
    assertThat(OffsetFile.read(file("{" + partitions + "}"))).isEqualTo(expected);
    assertThat(OffsetFile.read(file("{'partitions': []}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'version': 2, 'partitions': []} | its version is 2, and only 1 is known",
        "{'version': 'x', 'partitions': []} | its version is \"x\"",
        "{'version': 1} | it has no array 'partitions'",
        "{'partitions': {}} | it has no array 'partitions'",
        "[] | it has no array 'partitions'",
        "{'partitions': [1]} | 1 has no text 'topic'",
        "{'partitions': [{'partition': 0, 'offset': 1}]} | has no text 'topic'",
        "{'partitions': [{'topic': 'a', 'offset': 1}]} | has no number 'partition' of 0 or more",
        "{'partitions': [{'topic': 'a', 'partition': -1, 'offset': 1}]} | 'partition' of 0 or more",
        "{'partitions': [{'topic': 'a', 'partition': 8000000000}]} | 'partition' of 0 or more",
        "{'partitions': [{'topic': 'a', 'partition': 0, 'offset': -2}]} | 'offset' of -1 or more",
        "{'partitions': [{'topic': 'a', 'partition': 0, 'offset': 1.5}]} | 'offset' of -1 or more",
        "{'partitions': [ | line 1, column",
      })
  void what_is_wrong_is_said(String content, String reason) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> OffsetFile.read(file))
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith(file + " is not in the format of {\"partitions\":")
        .hasMessageContaining(reason.replace("\"\"", "\""));
  }

  @Test
  void a_partition_named_twice_is_refused() throws IOException {
    String entry = "{'topic': 'a', 'partition': 0, 'offset': 1}";
    Path file = file("{'partitions': [" + entry + "," + entry + "]}");
    assertThatThrownBy(() -> OffsetFile.read(file))
        .hasMessage("Offset json file contains duplicate topic partitions: a-0");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = folder.resolve("missing.json");
    assertThatThrownBy(() -> OffsetFile.read(missing)).hasMessage("there is no file " + missing);
  }
}
