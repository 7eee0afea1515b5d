package io.barnabas.broker.simulated;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Transport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** A transport that counts the exchanges which have not been ended. */
final class CountedExchanges implements Transport {
  private final Transport transport;
  private int open;

  CountedExchanges(Transport transport) {
    this.transport = transport;
  }

  int open() {
    return open;
  }

  @Override
  public CompletionStage<Listening> listen(InetSocketAddress address, ConnectionAcceptor acceptor) {
    return transport.listen(address, connection -> new Counting(acceptor.accept(connection)));
  }

  private final class Counting implements FrameHandler {
    private final FrameHandler handler;

    Counting(FrameHandler handler) {
      this.handler = handler;
    }

    @Override
    public void onFrame(Exchange exchange) {
      open++;
      handler.onFrame(new Counted(exchange));
    }

    @Override
    public void onClosed() {
      handler.onClosed();
    }
  }

  private final class Counted implements Exchange {
    private final Exchange exchange;

    Counted(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public Connection connection() {
      return exchange.connection();
    }

    @Override
    public ByteBuffer frame() {
      return exchange.frame();
    }

    @Override
    public long receivedNs() {
      return exchange.receivedNs();
    }

    @Override
    public void respond(Outbound answer) {
      open--;
      exchange.respond(answer);
    }

    @Override
    public void complete() {
      open--;
      exchange.complete();
    }
  }
}
