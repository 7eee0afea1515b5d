package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.benchmarks.wire.FetchFrame;
import io.barnabas.benchmarks.wire.Official;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.junit.jupiter.api.Test;

class FetchWorkloadTest {
  private static final int BATCH_BYTES = 1000;
  private static final int RECORDS_PER_BATCH = 10;

  private final FetchWorkload workload =
      new FetchWorkload(
          IntStream.range(0, 3).mapToObj(p -> FetchFrame.of(new Uuid(1, 1), p, 1, 0)).toList(),
          1,
          BATCH_BYTES,
          RECORDS_PER_BATCH);

  @Test
  void goesOnAfterTheLastWholeBatch() {
    assertThat(asked()).isEqualTo("1@0");
    workload.answered(answer(2 * BATCH_BYTES + 300));

    assertThat(asked()).isEqualTo("1@20");
    assertThat(workload.bytes()).isEqualTo(2 * BATCH_BYTES);
  }

  @Test
  void takesTheNextPartitionAtTheEndOfOne() {
    workload.answered(answer(BATCH_BYTES));
    workload.answered(answer(0));
    assertThat(asked()).isEqualTo("2@0");

    workload.answered(answer(0));
    assertThat(asked()).isEqualTo("0@0");
  }

  @Test
  void refusesAnAnswerThatWouldNotLeadOn() {
    assertThatThrownBy(() -> workload.answered(answer(BATCH_BYTES - 1)))
        .hasMessageContaining("less than a batch");
  }

  private String asked() {
    FetchPartition partition =
        ((FetchRequest) Official.request(workload.next(1)))
            .data()
            .topics()
            .getFirst()
            .partitions()
            .getFirst();
    return partition.partition() + "@" + partition.fetchOffset();
  }

  private static ByteBuffer answer(int recordBytes) {
    PartitionData partition =
        new PartitionData()
            .setRecords(MemoryRecords.readableRecords(ByteBuffer.allocate(recordBytes)));
    return Official.answer(
        ApiKeys.FETCH,
        17,
        1,
        new FetchResponseData()
            .setResponses(List.of(new FetchableTopicResponse().setPartitions(List.of(partition)))));
  }
}
