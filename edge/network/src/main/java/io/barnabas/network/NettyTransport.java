package io.barnabas.network;

import io.barnabas.environment.Transport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.Future;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * TCP. Listeners accept on the first shard; their connections are spread over all. Any thread may
 * call; stages complete on the first shard.
 *
 * <p>Every exchange has to be ended, after its connection has closed too: a frame may be in the
 * hands of a disk thread, so only its handler knows when its memory may be used again.
 */
public final class NettyTransport implements Transport {
  private final ConnectionLimits limits;
  private final SocketOptions options;
  private final ByteBufAllocator allocator;
  private final RequestMemory memory;
  private final List<ShardConnections> connections;
  private final Admission admission;
  private final Set<Listener> listeners = new LinkedHashSet<>();

  /** A transport whose connections live on these shards. */
  public NettyTransport(
      NettyShards shards,
      ProcessLimits processLimits,
      ConnectionLimits limits,
      SocketOptions options) {
    this.limits = limits;
    this.options = options;
    memory = new RequestMemory(processLimits.maxRequestBytes());
    allocator = NetworkMemory.allocator(shards.all().size());
    connections = shards.all().stream().map(shard -> new ShardConnections(shard, memory)).toList();
    admission = new Admission(processLimits, connections);
  }

  @Override
  public CompletionStage<Listening> listen(InetSocketAddress address, ConnectionAcceptor acceptor) {
    CompletableFuture<Listening> opened = new CompletableFuture<>();
    if (address.isUnresolved()) {
      opened.completeExceptionally(new BindException(address + ": the host is unknown"));
    } else {
      acceptingShard().execute(() -> listen(address, acceptor, opened));
    }
    return opened;
  }

  private void listen(
      InetSocketAddress address, ConnectionAcceptor acceptor, CompletableFuture<Listening> opened) {
    ServerChannel channel = SocketIo.best().newServerChannel();
    Listener listener = new Listener(channel, this, acceptor);
    configure(channel);
    channel.pipeline().addLast(listener);
    acceptingShard()
        .loop()
        .register(channel)
        .addListener(
            registered -> {
              if (registered.isSuccess()) {
                channel
                    .bind(address)
                    .addListener(bound -> onBound(bound, address, listener, opened));
              } else {
                opened.completeExceptionally(registered.cause());
              }
            });
  }

  private void configure(ServerChannel channel) {
    channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
    channel.config().setOption(ChannelOption.SO_BACKLOG, options.backlog());
    if (options.receiveBufferBytes() >= 0) {
      // Has to be known before a connection is made: it decides on the window scale.
      channel.config().setOption(ChannelOption.SO_RCVBUF, options.receiveBufferBytes());
    }
  }

  private void onBound(
      Future<? super Void> bound,
      InetSocketAddress address,
      Listener listener,
      CompletableFuture<Listening> opened) {
    if (bound.isSuccess()) {
      listeners.add(listener);
      listener.setAccepting(admission.hasRoom());
      opened.complete(listener);
    } else {
      CompletionStage<Void> _ = listener.close();
      BindException failure = new BindException(address + ": " + bound.cause().getMessage());
      failure.initCause(bound.cause());
      opened.completeExceptionally(failure);
    }
  }

  /** Memory that unanswered requests of all connections hold now. */
  public long requestMemoryBytes() {
    return memory.usedBytes();
  }

  NettyShard acceptingShard() {
    return connections.getFirst().shard();
  }

  ConnectionLimits limits() {
    return limits;
  }

  SocketOptions options() {
    return options;
  }

  ByteBufAllocator allocator() {
    return allocator;
  }

  List<ShardConnections> connections() {
    return connections;
  }

  Admission admission() {
    return admission;
  }

  void pauseAccepting() {
    listeners.forEach(listener -> listener.setAccepting(false));
  }

  /** Any thread. */
  void onConnectionClosed(Admission.Seat seat) {
    if (!acceptingShard().loop().isShuttingDown()) {
      acceptingShard().execute(() -> leave(seat));
    }
  }

  private void leave(Admission.Seat seat) {
    boolean wasFull = !admission.hasRoom();
    admission.leave(seat);
    if (wasFull && admission.hasRoom()) {
      listeners.forEach(listener -> listener.setAccepting(true));
    }
  }

  void forget(Listener listener) {
    listeners.remove(listener);
  }
}
