package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.benchmarks.wire.Official;
import io.barnabas.benchmarks.wire.OffsetCommitFrame;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.junit.jupiter.api.Test;

class CommitWorkloadTest {
  @Test
  void groupsCommitInTurnEachTimeAGreaterOffsetUntilItIsEnough() {
    CommitWorkload workload =
        new CommitWorkload(
            List.of(
                OffsetCommitFrame.of("a", "topic", List.of(0)),
                OffsetCommitFrame.of("b", "topic", List.of(0))),
            1,
            3);
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      OffsetCommitRequestData data =
          ((OffsetCommitRequest) Official.request(workload.next(i))).data();
      sent.add(data.groupId() + data.topics().getFirst().partitions().getFirst().committedOffset());
    }

    assertThat(sent).containsExactly("a0", "b1", "a2");
    assertThat(workload.next(3)).isNull();
    assertThat(workload.acknowledged()).isZero();
  }
}
