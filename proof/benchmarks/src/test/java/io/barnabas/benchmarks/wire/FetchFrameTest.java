package io.barnabas.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.primitive.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.requests.FetchRequest;
import org.junit.jupiter.api.Test;

class FetchFrameTest {
  @Test
  void asksForOnePartitionFromTheOffsetOfEachSending() {
    FetchFrame frame = FetchFrame.of(new Uuid(1, 2), 4, 1 << 20, 500);

    frame.numbered(1, 17);
    FetchRequestData data = ((FetchRequest) Official.request(frame.numbered(2, 1L << 40))).data();

    assertThat(data.maxWaitMs()).isEqualTo(500);
    assertThat(data.minBytes()).isEqualTo(1);
    assertThat(data.maxBytes()).isEqualTo(1 << 20);
    assertThat(data.sessionEpoch()).isEqualTo(-1);
    assertThat(data.topics()).hasSize(1);
    assertThat(data.topics().getFirst().topicId())
        .isEqualTo(new org.apache.kafka.common.Uuid(1, 2));
    assertThat(data.topics().getFirst().partitions()).hasSize(1);
    FetchRequestData.FetchPartition partition = data.topics().getFirst().partitions().getFirst();
    assertThat(partition.partition()).isEqualTo(4);
    assertThat(partition.fetchOffset()).isEqualTo(1L << 40);
    assertThat(partition.partitionMaxBytes()).isEqualTo(1 << 20);
    assertThat(partition.currentLeaderEpoch()).isEqualTo(-1);
    assertThat(data.forgottenTopicsData()).isEmpty();
    assertThat(data.rackId()).isEmpty();
  }
}
