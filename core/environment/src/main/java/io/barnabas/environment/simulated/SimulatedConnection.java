package io.barnabas.environment.simulated;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Transport.ConnectionAcceptor;
import io.barnabas.environment.Transport.FrameHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The server's end of a connection. */
final class SimulatedConnection implements Connection {
  private final SimulatedListener listener;
  private final SimulatedShard shard;
  private final SimulatedClient client;
  private final InetSocketAddress remoteAddress;
  private final long id;
  private final ArrayDeque<SimulatedExchange> exchanges = new ArrayDeque<>();
  private @Nullable FrameHandler handler;
  private boolean open = true;

  SimulatedConnection(
      SimulatedListener listener,
      SimulatedShard shard,
      SimulatedClient client,
      InetSocketAddress remoteAddress) {
    this.listener = listener;
    this.shard = shard;
    this.client = client;
    this.remoteAddress = remoteAddress;
    id = listener.process().world().network().nextConnectionId();
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public Shard shard() {
    return shard;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public InetSocketAddress localAddress() {
    return listener.address();
  }

  boolean isOpen() {
    return open;
  }

  /** On the shard. */
  void accepted(ConnectionAcceptor acceptor) {
    handler = acceptor.accept(this);
    if (!open) {
      handler.onClosed();
    }
  }

  /** A frame has come; runs on the shard, after {@link #accepted}. */
  void receive(byte[] frame) {
    shard.execute(
        () -> {
          if (open && handler != null) {
            SimulatedExchange exchange = new SimulatedExchange(this, frame);
            exchanges.add(exchange);
            handler.onFrame(exchange);
          }
        });
  }

  /** Sends the answers that are next in the order of the requests. */
  void advance() {
    while (open && !exchanges.isEmpty() && exchanges.getFirst().isOver()) {
      Outbound answer = exchanges.removeFirst().answer();
      if (answer != null) {
        send(answer);
      }
    }
  }

  private void send(Outbound answer) {
    try {
      client.answered(OutboundBytes.take(answer));
    } catch (IOException e) {
      close("An answer can't be read: " + e);
    }
  }

  @Override
  public void close(String reason) {
    if (open) {
      client.closedByServer();
      lost();
    }
  }

  /** The client has closed it; the shard hears of it after the frames that came before. */
  void leftByClient() {
    shard.execute(this::lost);
  }

  /** The link is broken; the handler hears of it later. */
  void lost() {
    if (open) {
      cut();
      shard.execute(this::tellHandler);
    }
  }

  /** Ends it without telling the handler, whose process may be gone. */
  void cut() {
    open = false;
    listener.forget(this);
    exchanges.forEach(SimulatedExchange::abandon);
    exchanges.clear();
    client.cutByServer();
  }

  private void tellHandler() {
    if (handler != null) {
      handler.onClosed();
    }
  }
}
