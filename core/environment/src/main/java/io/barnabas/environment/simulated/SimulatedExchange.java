package io.barnabas.environment.simulated;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer. The frame's bytes are spoiled once it is over, so that code which still
 * uses lent memory is found out.
 */
final class SimulatedExchange implements Exchange {
  private static final byte SPOILED = (byte) 0xdb;

  private final SimulatedConnection connection;
  private final byte[] bytes;
  private final ByteBuffer frame;
  private final long receivedNs;
  private @Nullable Outbound answer;
  private boolean over;
  private boolean abandoned;

  SimulatedExchange(SimulatedConnection connection, byte[] bytes) {
    this.connection = connection;
    this.bytes = bytes;
    frame = ByteBuffer.wrap(bytes);
    receivedNs = connection.shard().clock().monotonicNs();
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
  public void respond(Outbound outbound) {
    end();
    if (abandoned) {
      OutboundBytes.release(outbound);
    } else {
      answer = outbound;
      connection.advance();
    }
  }

  @Override
  public void complete() {
    end();
    connection.advance();
  }

  private void end() {
    if (over) {
      throw new IllegalStateException("The exchange was answered before");
    }
    if (!connection.shard().isCurrent()) {
      throw new IllegalStateException("An exchange must be answered on its connection's shard");
    }
    over = true;
    Arrays.fill(bytes, SPOILED);
  }

  boolean isOver() {
    return over;
  }

  /** Null when there is none to send. */
  @Nullable Outbound answer() {
    return answer;
  }

  /** The connection is gone. */
  void abandon() {
    abandoned = true;
    if (answer != null) {
      OutboundBytes.release(answer);
    }
  }
}
