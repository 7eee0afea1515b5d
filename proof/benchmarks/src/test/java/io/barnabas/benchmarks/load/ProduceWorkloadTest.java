package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.benchmarks.wire.Batch;
import io.barnabas.benchmarks.wire.Official;
import io.barnabas.benchmarks.wire.ProduceFrame;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.junit.jupiter.api.Test;

class ProduceWorkloadTest {
  private final Batch batch = Batch.of(10, 20, 0);

  @Test
  void givesEachPartitionItsOwnRunOfSequences() {
    List<ProduceFrame> frames = frames();
    frames.forEach(frame -> frame.withProducer(5, 0));
    ProduceWorkload workload = new ProduceWorkload(frames, 1, true);

    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      PartitionProduceData data = partition(workload, i);
      var read = ((MemoryRecords) data.records()).batches().iterator().next();
      sent.add(data.index() + ":" + read.baseSequence());
    }

    assertThat(sent).containsExactly("0:0", "1:0", "0:10", "1:10", "0:20");
  }

  @Test
  void refusesMorePartitionsThanTheHeadOfAnAnswerShows() {
    assertThatThrownBy(() -> new ProduceWorkload(frames(), 100, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<ProduceFrame> frames() {
    return IntStream.range(0, 2)
        .mapToObj(p -> ProduceFrame.of(new Uuid(1, 1), List.of(p), batch))
        .toList();
  }

  private static PartitionProduceData partition(ProduceWorkload workload, int correlationId) {
    return ((ProduceRequest) Official.request(workload.next(correlationId)))
        .data()
        .topicData()
        .iterator()
        .next()
        .partitionData()
        .getFirst();
  }
}
