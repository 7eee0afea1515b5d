package io.barnabas.benchmarks.load;

import io.barnabas.benchmarks.wire.ConsumerCalls;
import io.barnabas.benchmarks.wire.CoordinatorErrors;
import io.barnabas.benchmarks.wire.HeartbeatFrame;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatResponse.Assignment;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A member of a consumer group (KIP-848). What it is given or has to give up it takes over at once
 * and says so at once; otherwise it sends heartbeats as often as the coordinator told it to.
 */
public final class ConsumerMember implements GroupMember {
  private enum Step {
    JOIN,
    TELL,
    BEAT,
    LEAVE,
    LEFT
  }

  private final ConsumerCalls calls;
  private final String memberId;
  private final int headBytes;
  private Step step = Step.JOIN;
  private boolean beatWanted;
  private long sentNanos;
  private long intervalNanos;
  private int epoch;
  private @Nullable HeartbeatFrame heartbeat;
  private List<Integer> owned = List.of();
  private long heartbeats;

  /**
   * A member that is not one yet.
   *
   * @param headBytes more than an answer has that gives all partitions to one member
   */
  public ConsumerMember(ConsumerCalls calls, Uuid memberId, int headBytes) {
    this.calls = calls;
    this.memberId = memberId.toString();
    this.headBytes = headBytes;
  }

  @Override
  public @Nullable ByteBuffer next(int correlationId) {
    ByteBuffer frame =
        switch (step) {
          case JOIN -> calls.join(correlationId, memberId);
          case TELL -> calls.owning(correlationId, memberId, epoch, owned);
          case BEAT -> beatWanted && heartbeat != null ? heartbeat.numbered(correlationId) : null;
          case LEAVE -> calls.leave(correlationId, memberId);
          case LEFT -> null;
        };
    if (frame != null) {
      beatWanted = false;
      sentNanos = System.nanoTime();
      step = step == Step.LEAVE ? Step.LEFT : step;
    }
    return frame;
  }

  @Override
  public void answered(ByteBuffer head) {
    ConsumerGroupHeartbeatResponse answer = ConsumerCalls.answer(head);
    if (step == Step.LEAVE
        || step == Step.LEFT
        || CoordinatorErrors.isPassing(answer.errorCode())) {
      return;
    }
    if (answer.errorCode() != 0) {
      throw new IllegalStateException(
          "ConsumerGroupHeartbeat answered with error code " + answer.errorCode());
    }
    heartbeats++;
    intervalNanos = TimeUnit.MILLISECONDS.toNanos(answer.heartbeatIntervalMs());
    takeOver(answer.memberEpoch());
    Assignment assignment = answer.assignment();
    step = assignment != null && takeOver(assignment) ? Step.TELL : Step.BEAT;
  }

  private void takeOver(int newEpoch) {
    if (newEpoch != epoch || heartbeat == null) {
      epoch = newEpoch;
      heartbeat = HeartbeatFrame.consumer(calls.group(), memberId, epoch);
    }
  }

  /** False if it is what the member has already. */
  private boolean takeOver(Assignment assignment) {
    List<Integer> given =
        assignment.topicPartitions().stream()
            .flatMap(topic -> topic.partitions().stream())
            .sorted()
            .toList();
    boolean isNew = !given.equals(owned);
    owned = given;
    return isNew;
  }

  @Override
  public void beat() {
    beatWanted = true;
  }

  @Override
  public void leave() {
    step = Step.LEAVE;
  }

  @Override
  public boolean isDue(long nowNanos) {
    return step == Step.BEAT && nowNanos - sentNanos >= intervalNanos;
  }

  @Override
  public boolean isSettled() {
    return step == Step.BEAT;
  }

  @Override
  public boolean hasLeft() {
    return step == Step.LEFT;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public List<Integer> owned() {
    return owned;
  }

  @Override
  public long heartbeats() {
    return heartbeats;
  }

  @Override
  public int headBytes() {
    return headBytes;
  }
}
