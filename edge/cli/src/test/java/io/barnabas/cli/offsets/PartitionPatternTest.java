package io.barnabas.cli.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.cli.UsageException;
import io.barnabas.client.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a         | a-0 a-1 a-4 a-5",
        "a:        | a-0 a-1 a-4 a-5",
        "a:1       | a-1",
        "a:1-4     | a-1",
        "a:1-5     | a-1 a-4",
        "a:4-      | a-4 a-5",
        "a:-4      | a-0 a-1",
        "a:-       | a-0 a-1 a-4 a-5",
        ":4        | a-4 ab-4",
        "''        | a-0 a-1 a-4 a-5 ab-4",
        "a.+       | ab-4",
        "b         | ''",
        "a:5,ab    | a-5 ab-4",
        "a:7,b:0-9 | ''"
      })
  void a_pattern_chooses_partitions(String patterns, String chosen) {
    assertThat("a-0 a-1 a-4 a-5 ab-4".split(" "))
        .filteredOn(name -> isChosen(patterns, name))
        .containsExactly(chosen.isEmpty() ? new String[0] : chosen.split(" "));
  }

  private static boolean isChosen(String patterns, String name) {
    String[] parts = name.split("-");
    TopicPartition partition = new TopicPartition(parts[0], Integer.parseInt(parts[1]));
    return PartitionPattern.parseList(patterns).stream()
        .anyMatch(pattern -> pattern.matches(partition));
  }

  @ParameterizedTest
  @CsvSource({"a:b", "a:1:2", "a:1-2-3", "a:--1", "a:99999999999", "a:0-99999999999"})
  void what_is_no_pattern_is_refused(String pattern) {
    assertThatThrownBy(() -> PartitionPattern.parseList(pattern))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("Invalid rule specification: " + pattern);
  }
}
