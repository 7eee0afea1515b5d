package io.barnabas.environment;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/**
 * The network: listens, and opens connections, whose frames arrive on the shard that owns the
 * connection.
 */
public interface Transport {
  /**
   * Accepts connections at an address, port 0 for any free one; the stage fails with {@link
   * java.net.BindException} when the address can't be had. Accepted connections are spread over the
   * shards.
   */
  CompletionStage<Listening> listen(InetSocketAddress address, ConnectionAcceptor acceptor);

  /** An open listener. */
  interface Listening {
    /** The address it is bound to. */
    InetSocketAddress address();

    /**
     * Stops accepting and closes what was accepted, after answers that are ready have been written.
     */
    CompletionStage<Void> close();
  }

  /** Decides who handles a new connection. Called on the connection's shard. */
  @FunctionalInterface
  interface ConnectionAcceptor {
    FrameHandler accept(Connection connection);
  }

  /** Handles what one connection brings. All calls come on the connection's shard. */
  interface FrameHandler {
    /**
     * One whole request frame, without its length. The handler answers it once, later or now,
     * through {@link Exchange#respond}; answers leave in the order of the requests, however they
     * complete.
     */
    void onFrame(Exchange exchange);

    /**
     * The connection is gone. Exchanges still open have still to be ended, which gives their memory
     * back; their answers go nowhere.
     */
    void onClosed();
  }
}
