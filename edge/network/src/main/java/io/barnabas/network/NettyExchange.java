package io.barnabas.network;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A request and its place in the queue of its connection. */
final class NettyExchange implements Exchange {
  private final NettyConnection connection;
  private final ByteBuffer frame;
  private final FrameMemory memory;
  private final long receivedNs;
  private boolean ended;
  private @Nullable Outbound answer;
  @Nullable NettyExchange next;

  NettyExchange(NettyConnection connection, ByteBuffer frame, FrameMemory memory, long receivedNs) {
    this.connection = connection;
    this.frame = frame;
    this.memory = memory;
    this.receivedNs = receivedNs;
  }

  /** Whether it was answered or completed. */
  boolean hasEnded() {
    return ended;
  }

  /** What to send when its turn comes; null when there is nothing to send. */
  @Nullable Outbound answer() {
    return answer;
  }

  long answerBytes() {
    return answer == null ? 0 : answer.sizeBytes();
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public ByteBuffer frame() {
    return frame;
  }

  @Override
  public long receivedNs() {
    return receivedNs;
  }

  @Override
  public void respond(Outbound answer) {
    end(answer);
  }

  @Override
  public void complete() {
    end(null);
  }

  /** Ends it without an answer, unless it has ended. */
  void abandon() {
    if (!ended) {
      complete();
    }
  }

  private void end(@Nullable Outbound answer) {
    if (ended) {
      throw new IllegalStateException("The exchange has ended before");
    }
    ended = true;
    this.answer = answer;
    memory.release();
    connection.onEnded(this);
  }
}
