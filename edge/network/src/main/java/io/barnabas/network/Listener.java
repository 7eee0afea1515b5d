package io.barnabas.network;

import io.barnabas.environment.Timers;
import io.barnabas.environment.Transport.ConnectionAcceptor;
import io.barnabas.environment.Transport.Listening;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open port. It accepts on the first shard's loop and gives each connection to the shard that
 * has the fewest.
 */
final class Listener extends ChannelInboundHandlerAdapter implements Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final long RETRY_ACCEPT_MS = 1_000;
  private static final long DRAIN_WITHIN_MS = 2_000;

  private final ServerChannel channel;
  private final NettyTransport transport;
  private final ConnectionAcceptor acceptor;
  private volatile boolean closed;

  Listener(ServerChannel channel, NettyTransport transport, ConnectionAcceptor acceptor) {
    this.channel = channel;
    this.transport = transport;
    this.acceptor = acceptor;
  }

  ConnectionAcceptor acceptor() {
    return acceptor;
  }

  ConnectionLimits limits() {
    return transport.limits();
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel accepted = (Channel) message;
    InetSocketAddress remote = (InetSocketAddress) accepted.remoteAddress();
    if (!transport.admission().admits(remote.getAddress())) {
      LOG.warn(
          "Refusing a connection of {}: it has {} already (max.connections.per.ip)",
          remote,
          transport.admission().maxConnectionsPerIp());
      accepted.unsafe().closeForcibly();
      return;
    }
    seat(accepted, transport.admission().enter(remote.getAddress()));
    if (!transport.admission().hasRoom()) {
      transport.pauseAccepting();
    }
  }

  private void seat(Channel accepted, Admission.Seat seat) {
    NettyConnection connection = new NettyConnection(seat.id(), accepted, seat.connections(), this);
    configure(accepted, connection);
    accepted.pipeline().addLast(connection);
    accepted.closeFuture().addListener(_ -> transport.onConnectionClosed(seat));
    seat.connections()
        .shard()
        .loop()
        .register(accepted)
        .addListener(
            registered -> {
              if (!registered.isSuccess()) {
                LOG.warn("Can't take in {}", accepted.remoteAddress(), registered.cause());
                accepted.unsafe().closeForcibly();
              }
            });
  }

  private void configure(Channel accepted, NettyConnection connection) {
    ByteBufAllocator allocator = transport.allocator();
    int maxUnsentBytes = limits().maxUnsentBytes();
    accepted.config().setOption(ChannelOption.TCP_NODELAY, true);
    accepted.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    if (transport.options().sendBufferBytes() >= 0) {
      accepted.config().setOption(ChannelOption.SO_SNDBUF, transport.options().sendBufferBytes());
    }
    accepted.config().setAllocator(allocator);
    accepted.config().setRecvByteBufAllocator(new ReadLoop(connection.reader()));
    accepted.config().setMessageSizeEstimator(AnswerSize.ESTIMATOR);
    accepted
        .config()
        .setWriteBufferWaterMark(new WriteBufferWaterMark(maxUnsentBytes / 2, maxUnsentBytes));
  }

  void setAccepting(boolean accepting) {
    if (!closed && channel.isRegistered()) {
      channel.config().setAutoRead(accepting);
    }
  }

  /** Out of file descriptors, most likely: accepting at once again would only spin. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.error("Can't accept a connection on {}", address(), cause);
    setAccepting(false);
    transport
        .acceptingShard()
        .timers()
        .schedule(RETRY_ACCEPT_MS, () -> setAccepting(transport.admission().hasRoom()));
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public CompletionStage<Void> close() {
    closed = true;
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    channel.close().addListener(_ -> stopped.complete(null));
    return stopped.thenCompose(_ -> drainAll());
  }

  private CompletableFuture<Void> drainAll() {
    transport.forget(this);
    return CompletableFuture.allOf(
        transport.connections().stream().map(this::drain).toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> drain(ShardConnections connections) {
    return CompletableFuture.supplyAsync(() -> connections.of(this), connections.shard())
        .thenCompose(
            found ->
                CompletableFuture.allOf(
                    found.stream().map(Listener::drain).toArray(CompletableFuture<?>[]::new)));
  }

  private static CompletableFuture<Void> drain(NettyConnection connection) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    ChannelFuture closing = connection.drain();
    Timers.Timer deadline =
        connection
            .shard()
            .timers()
            .schedule(DRAIN_WITHIN_MS, () -> connection.close("it does not read its answers"));
    closing.addListener(
        _ -> {
          deadline.cancel();
          gone.complete(null);
        });
    return gone;
  }
}
