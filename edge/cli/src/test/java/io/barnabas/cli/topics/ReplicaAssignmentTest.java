package io.barnabas.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.cli.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaAssignmentTest {
  @Test
  void commas_part_partitions_and_colons_their_brokers() {
    assertThat(ReplicaAssignment.parse("1:2, 2:1")).containsExactly(List.of(1, 2), List.of(2, 1));
  }

  @Test
  void partitions_have_to_have_equally_many() {
    assertThatThrownBy(() -> ReplicaAssignment.parse("1:2,1"))
        .hasMessage("Partition 1 has different replication factor: [1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1:,2", "1:1", ",1", "1;2"})
  void anything_else_is_refused(String assignment) {
    assertThatThrownBy(() -> ReplicaAssignment.parse(assignment))
        .isInstanceOf(UsageException.class);
  }
}
