package io.barnabas.client.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.junit.jupiter.api.Test;

class ClientAssignmentTest {
  @Provide
  Arbitrary<Set<TopicPartition>> partitions() {
    return Combinators.combine(Arbitraries.of("a", "b", "ü"), Arbitraries.integers().between(0, 9))
        .as(TopicPartition::new)
        .set();
  }

  @Property(tries = 50)
  void the_official_client_reads_what_is_written(
      @ForAll("partitions") Set<TopicPartition> partitions) {
    Assignment read = ConsumerProtocol.deserializeAssignment(ClientAssignment.write(partitions));
    assertThat(read.partitions())
        .map(each -> new TopicPartition(each.topic(), each.partition()))
        .containsExactlyInAnyOrderElementsOf(partitions);
  }

  @Property(tries = 50)
  void what_the_official_client_writes_is_read(
      @ForAll("partitions") Set<TopicPartition> partitions) {
    ByteBuffer bytes =
        ConsumerProtocol.serializeAssignment(
            new Assignment(
                partitions.stream()
                    .map(
                        each ->
                            new org.apache.kafka.common.TopicPartition(
                                each.topic(), each.partition()))
                    .toList()));
    assertThat(ClientAssignment.read(bytes)).containsExactlyInAnyOrderElementsOf(partitions);
  }

  @Test
  void a_newer_version_is_read_as_the_newest_known() {
    ByteBuffer bytes = ClientAssignment.write(List.of(new TopicPartition("t", 3)));
    bytes.putShort(0, (short) 99);
    assertThat(ClientAssignment.read(bytes)).containsExactly(new TopicPartition("t", 3));
  }

  @Test
  void no_bytes_are_no_partitions_and_noise_is_an_error() {
    assertThat(ClientAssignment.read(ByteBuffer.allocate(0))).isEmpty();
    assertThatThrownBy(() -> ClientAssignment.read(ByteBuffer.wrap(new byte[] {0, 0, 9, 9, 9, 9})))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("can't be read");
  }
}
