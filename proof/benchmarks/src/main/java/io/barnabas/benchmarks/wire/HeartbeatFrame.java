package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.ConsumerGroupHeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatRequest;
import java.nio.ByteBuffer;

/** A heartbeat of a member that has nothing to tell, built once and sent many times. */
public final class HeartbeatFrame {
  /** The version of Heartbeat that is spoken. */
  public static final int CLASSIC_VERSION = 4;

  /** The version of ConsumerGroupHeartbeat that is spoken. */
  public static final int CONSUMER_VERSION = 1;

  private final ByteBuffer frame;

  private HeartbeatFrame(ByteBuffer frame) {
    this.frame = frame;
  }

  /** Of a member of a classic group. */
  public static HeartbeatFrame classic(String group, String memberId, int generation) {
    HeartbeatRequest request =
        new HeartbeatRequest().groupId(group).memberId(memberId).generationId(generation);
    return new HeartbeatFrame(Frames.of(ApiKey.HEARTBEAT, CLASSIC_VERSION, 0, request));
  }

  /** Of a member of a consumer group, whose subscription and partitions are as they were. */
  public static HeartbeatFrame consumer(String group, String memberId, int epoch) {
    ConsumerGroupHeartbeatRequest request =
        new ConsumerGroupHeartbeatRequest().groupId(group).memberId(memberId).memberEpoch(epoch);
    return new HeartbeatFrame(
        Frames.of(ApiKey.CONSUMER_GROUP_HEARTBEAT, CONSUMER_VERSION, 0, request));
  }

  /** The frame to send, valid until the next call on this object. */
  public ByteBuffer numbered(int correlationId) {
    frame.putInt(FrameWriter.CORRELATION_ID_AT, correlationId);
    return frame.rewind();
  }
}
