package io.barnabas.benchmarks.load;

import io.barnabas.benchmarks.wire.ClassicCalls;
import io.barnabas.benchmarks.wire.CoordinatorErrors;
import io.barnabas.benchmarks.wire.HeartbeatFrame;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A member of a classic group. It joins, gets its partitions, sends a heartbeat whenever told, and
 * joins again when a heartbeat's answer says so, as Kafka's consumer does.
 */
public final class ClassicMember implements GroupMember {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(3);

  private enum Step {
    JOIN,
    SYNC,
    BEAT,
    LEAVE,
    LEFT
  }

  private final ClassicCalls calls;
  private final int headBytes;
  private Step step = Step.JOIN;
  private Step sent = Step.JOIN;
  private boolean beatWanted;
  private long sentNanos;
  private String memberId = "";
  private @Nullable JoinGroupResponse joined;
  private @Nullable HeartbeatFrame heartbeat;
  private List<Integer> owned = List.of();
  private long heartbeats;

  /**
   * A member that is not one yet.
   *
   * @param headBytes more than a leader's answer to JoinGroup has
   */
  public ClassicMember(ClassicCalls calls, int headBytes) {
    this.calls = calls;
    this.headBytes = headBytes;
  }

  @Override
  public @Nullable ByteBuffer next(int correlationId) {
    ByteBuffer frame =
        switch (step) {
          case JOIN -> calls.join(correlationId, memberId);
          case SYNC -> joined == null ? null : calls.sync(correlationId, joined);
          case BEAT -> beatWanted && heartbeat != null ? heartbeat.numbered(correlationId) : null;
          case LEAVE -> calls.leave(correlationId, memberId);
          case LEFT -> null;
        };
    if (frame != null) {
      sent = step;
      beatWanted = false;
      sentNanos = System.nanoTime();
      step = step == Step.LEAVE ? Step.LEFT : step;
    }
    return frame;
  }

  @Override
  public void answered(ByteBuffer head) {
    switch (sent) {
      case JOIN -> joined(ClassicCalls.joined(head));
      case SYNC -> synced(ClassicCalls.synced(head));
      case BEAT -> beaten(ClassicCalls.heartbeatError(head));
      case LEAVE, LEFT -> owned = List.of();
    }
  }

  private void joined(JoinGroupResponse answer) {
    if (answer.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()) {
      memberId = answer.memberId();
    } else if (answer.errorCode() == ErrorCode.UNKNOWN_MEMBER_ID.code()) {
      memberId = "";
    } else if (!CoordinatorErrors.isPassing(answer.errorCode())) {
      requireNoError(answer.errorCode(), "JoinGroup");
      memberId = answer.memberId();
      joined = answer;
      goTo(Step.SYNC);
    }
  }

  private void synced(SyncGroupResponse answer) {
    if (answer.errorCode() == ErrorCode.REBALANCE_IN_PROGRESS.code()) {
      goTo(Step.JOIN);
    } else {
      requireNoError(answer.errorCode(), "SyncGroup");
      owned = ClassicCalls.partitions(answer);
      heartbeat = HeartbeatFrame.classic(calls.group(), memberId, epoch());
      goTo(Step.BEAT);
    }
  }

  private void beaten(short error) {
    if (error == ErrorCode.REBALANCE_IN_PROGRESS.code()) {
      goTo(Step.JOIN);
    } else {
      requireNoError(error, "Heartbeat");
      heartbeats++;
    }
  }

  /** Who was told to leave meanwhile does nothing else any more. */
  private void goTo(Step next) {
    if (step != Step.LEAVE) {
      step = next;
    }
  }

  private static void requireNoError(short error, String what) {
    if (error != 0) {
      throw new IllegalStateException(what + " answered with error code " + error);
    }
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
    return step == Step.BEAT && nowNanos - sentNanos >= INTERVAL_NANOS;
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
    return joined == null ? -1 : joined.generationId();
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
