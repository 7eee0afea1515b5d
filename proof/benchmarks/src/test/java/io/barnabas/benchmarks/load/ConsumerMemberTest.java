package io.barnabas.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.benchmarks.wire.ConsumerCalls;
import io.barnabas.benchmarks.wire.Official;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData.Assignment;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData.TopicPartitions;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ConsumerGroupHeartbeatRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The coordinator's part is played by the official classes. */
class ConsumerMemberTest {
  private static final Uuid TOPIC = new Uuid(7, 8);

  private final ConsumerMember member =
      new ConsumerMember(new ConsumerCalls("group", "topic", TOPIC), new Uuid(1, 2), 4096);

  @Test
  void itJoinsAndTellsAtOnceWhatItTookOver() {
    ConsumerGroupHeartbeatRequestData join = sent();
    assertThat(join.memberEpoch()).isZero();
    assertThat(join.subscribedTopicNames()).containsExactly("topic");
    assertThat(join.topicPartitions()).isEmpty();

    member.answered(answer(3, List.of(1, 0)));
    assertThat(member.isSettled()).isFalse();
    ConsumerGroupHeartbeatRequestData telling = sent();
    assertThat(telling.memberEpoch()).isEqualTo(3);
    assertThat(telling.topicPartitions().getFirst().partitions()).containsExactly(0, 1);

    member.answered(answer(3, null));
    assertThat(member.isSettled()).isTrue();
    assertThat(member.owned()).containsExactly(0, 1);
    assertThat(member.next(1)).isNull();
  }

  @Test
  void aHeartbeatInBetweenSaysNothingButThatItIsThere() {
    settle();
    member.beat();
    ConsumerGroupHeartbeatRequestData beat = sent();

    assertThat(beat.memberEpoch()).isEqualTo(3);
    assertThat(beat.subscribedTopicNames()).isNull();
    assertThat(beat.topicPartitions()).isNull();
    assertThat(beat.rebalanceTimeoutMs()).isEqualTo(-1);
  }

  @Test
  void whatItMustGiveUpItGivesUpAndSaysSo() {
    settle();
    member.beat();
    member.next(1);
    member.answered(answer(3, List.of(1)));

    assertThat(sent().topicPartitions().getFirst().partitions()).containsExactly(1);
    member.answered(answer(4, null));
    assertThat(member.epoch()).isEqualTo(4);
    assertThat(member.isSettled()).isTrue();
  }

  @Test
  void itLeavesAndThenHasNothingToSay() {
    settle();
    member.leave();

    assertThat(sent().memberEpoch()).isEqualTo(-1);
    assertThat(member.hasLeft()).isTrue();
    assertThat(member.next(1)).isNull();
  }

  @Test
  void anErrorThatIsNoPartOfTheProtocolEndsTheRun() {
    member.next(1);
    ConsumerGroupHeartbeatResponseData fenced =
        new ConsumerGroupHeartbeatResponseData().setErrorCode(Errors.FENCED_MEMBER_EPOCH.code());

    assertThatThrownBy(() -> member.answered(encoded(fenced)))
        .hasMessageContaining("error code 110");
  }

  private void settle() {
    member.next(1);
    member.answered(answer(3, List.of(0, 1)));
    member.next(2);
    member.answered(answer(3, null));
  }

  private ConsumerGroupHeartbeatRequestData sent() {
    return ((ConsumerGroupHeartbeatRequest) Official.request(member.next(3))).data();
  }

  private static ByteBuffer answer(int epoch, @Nullable List<Integer> of) {
    ConsumerGroupHeartbeatResponseData body =
        new ConsumerGroupHeartbeatResponseData().setMemberEpoch(epoch).setHeartbeatIntervalMs(5000);
    if (of != null) {
      body.setAssignment(
          new Assignment()
              .setTopicPartitions(
                  List.of(
                      new TopicPartitions()
                          .setTopicId(new org.apache.kafka.common.Uuid(7, 8))
                          .setPartitions(of))));
    }
    return encoded(body);
  }

  private static ByteBuffer encoded(ConsumerGroupHeartbeatResponseData body) {
    return Official.answer(ApiKeys.CONSUMER_GROUP_HEARTBEAT, 1, 3, body);
  }
}
