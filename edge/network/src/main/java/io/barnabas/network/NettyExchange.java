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
  private boolean sendable;
  private @Nullable Outbound answer;
  @Nullable NettyExchange next;

  NettyExchange(NettyConnection connection, ByteBuffer frame, FrameMemory memory, long receivedNs) {
    this.connection = connection;
    this.frame = frame;
    this.memory = memory;
    this.receivedNs = receivedNs;
  }

  /** Whether its turn may come: it was answered or completed, and what it answers is in memory. */
  boolean isSendable() {
    return sendable;
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
    end();
    connection.coldReads().whenInMemory(answer, () -> onSendable(answer));
  }

  @Override
  public void complete() {
    end();
    onSendable(null);
  }

  /** Ends it without an answer, unless it has ended. */
  void abandon() {
    if (!ended) {
      complete();
    }
  }

  private void end() {
    if (ended) {
      throw new IllegalStateException("The exchange has ended before");
    }
    ended = true;
    memory.release();
  }

  private void onSendable(@Nullable Outbound answer) {
    this.answer = answer;
    sendable = true;
    connection.onSendable(this);
  }
}
