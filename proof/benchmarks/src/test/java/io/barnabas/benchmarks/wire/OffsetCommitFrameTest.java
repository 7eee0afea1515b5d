package io.barnabas.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponsePartition;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.junit.jupiter.api.Test;

class OffsetCommitFrameTest {
  private static final int VERSION = 9;

  @Test
  void commitsTheOffsetOfEachSendingInAllPartitions() {
    OffsetCommitFrame frame = OffsetCommitFrame.of("group", "topic", List.of(0, 3));

    frame.numbered(1, 17);
    OffsetCommitRequestData data =
        ((OffsetCommitRequest) Official.request(frame.numbered(2, 1L << 40))).data();

    assertThat(data.groupId()).isEqualTo("group");
    assertThat(data.memberId()).isEmpty();
    assertThat(data.generationIdOrMemberEpoch()).isEqualTo(-1);
    assertThat(data.topics()).hasSize(1);
    assertThat(data.topics().getFirst().name()).isEqualTo("topic");
    assertThat(data.topics().getFirst().partitions())
        .extracting(OffsetCommitRequestPartition::partitionIndex)
        .containsExactly(0, 3);
    assertThat(data.topics().getFirst().partitions())
        .extracting(OffsetCommitRequestPartition::committedOffset)
        .containsOnly(1L << 40);
  }

  @Property(tries = 100)
  void anAnswerIsRefusedExactlyWhenOnePartitionHasAnError(
      @ForAll @IntRange(min = 1, max = 200) int partitions,
      @ForAll @IntRange(max = 199) int failing,
      @ForAll @IntRange(min = -1, max = 120) int errorCode) {
    ByteBuffer answer = answer(partitions, failing, errorCode);

    assertThat(answer.remaining()).isLessThanOrEqualTo(OffsetCommitAnswer.bytesToCheck(partitions));
    if (failing < partitions && errorCode != 0) {
      assertThatThrownBy(() -> OffsetCommitAnswer.check(answer, partitions))
          .hasMessageContaining("error code " + errorCode);
    } else {
      assertThatCode(() -> OffsetCommitAnswer.check(answer, partitions)).doesNotThrowAnyException();
    }
  }

  private static ByteBuffer answer(int partitions, int failing, int errorCode) {
    List<OffsetCommitResponsePartition> answered =
        IntStream.range(0, partitions)
            .mapToObj(
                p ->
                    new OffsetCommitResponsePartition()
                        .setPartitionIndex(p)
                        .setErrorCode((short) (p == failing ? errorCode : 0)))
            .toList();
    OffsetCommitResponseData body =
        new OffsetCommitResponseData()
            .setTopics(
                List.of(new OffsetCommitResponseTopic().setName("topic").setPartitions(answered)));
    return Official.answer(ApiKeys.OFFSET_COMMIT, VERSION, 1, body);
  }
}
