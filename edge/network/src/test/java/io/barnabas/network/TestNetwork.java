package io.barnabas.network;

import io.barnabas.environment.CommitLane;
import io.barnabas.environment.CommitWork;
import io.barnabas.environment.Disk;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Transport.ConnectionAcceptor;
import io.barnabas.environment.Transport.FrameHandler;
import io.barnabas.environment.Transport.Listening;
import io.barnabas.environment.real.SystemClock;
import io.barnabas.environment.real.SystemRandomness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** Shards, a transport and an open port, which end with the test. */
final class TestNetwork implements AutoCloseable {
  private final NettyShards shards;
  private final NettyTransport transport;
  private final Listening listening;

  private TestNetwork(NettyShards shards, NettyTransport transport, ConnectionAcceptor acceptor) {
    this.shards = shards;
    this.transport = transport;
    listening =
        transport
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), acceptor)
            .toCompletableFuture()
            .join();
  }

  static NettyShards shards(int count) {
    return shards(count, _ -> new NoDisk());
  }

  static NettyShards shards(int count, Function<NettyShard, Disk> disks) {
    return NettyShards.start(count, new SystemClock(), _ -> new SystemRandomness(), disks);
  }

  /** Most of these tests need no disk. */
  private static final class NoDisk implements Disk {
    @Override
    public Lane lane(int key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Lane briefLane() {
      throw new UnsupportedOperationException();
    }

    @Override
    public <E, R> CommitLane<E, R> commitLane(CommitWork<E, R> work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Lane coldLane(int key) {
      throw new UnsupportedOperationException();
    }
  }

  /** One whose connections read cold files by a disk. */
  static TestNetwork open(Function<NettyShard, Disk> disks, Consumer<Exchange> handler) {
    NettyShards shards = shards(2, disks);
    NettyTransport transport =
        new NettyTransport(
            shards,
            ProcessLimits.defaults(),
            ConnectionLimits.defaults(),
            SocketOptions.defaults());
    return new TestNetwork(shards, transport, _ -> handler(handler));
  }

  static TestNetwork open(
      int shardCount,
      ProcessLimits process,
      ConnectionLimits limits,
      SocketOptions options,
      ConnectionAcceptor acceptor) {
    NettyShards shards = shards(shardCount);
    return new TestNetwork(shards, new NettyTransport(shards, process, limits, options), acceptor);
  }

  static TestNetwork open(
      ProcessLimits process, ConnectionLimits limits, ConnectionAcceptor acceptor) {
    return open(2, process, limits, SocketOptions.defaults(), acceptor);
  }

  static TestNetwork open(ConnectionLimits limits, Consumer<Exchange> handler) {
    return open(ProcessLimits.defaults(), limits, connection -> handler(handler));
  }

  static TestNetwork open(Consumer<Exchange> handler) {
    return open(ConnectionLimits.defaults(), handler);
  }

  static FrameHandler handler(Consumer<Exchange> onFrame) {
    return new FrameHandler() {
      @Override
      public void onFrame(Exchange exchange) {
        onFrame.accept(exchange);
      }

      @Override
      public void onClosed() {}
    };
  }

  /** Answers a request with its own content. */
  static void echo(Exchange exchange) {
    ByteBuffer copy = ByteBuffer.allocate(exchange.frame().remaining());
    copy.put(exchange.frame().duplicate()).flip();
    exchange.respond(Outbound.of(copy));
  }

  static int number(Exchange exchange) {
    return exchange.frame().getInt(0);
  }

  NettyTransport transport() {
    return transport;
  }

  NettyShards shards() {
    return shards;
  }

  Listening listening() {
    return listening;
  }

  TestClient connect() throws IOException {
    return new TestClient(listening.address());
  }

  /** Lets every shard have so many turns that whatever could happen without us has happened. */
  void settle() {
    for (int turn = 0; turn < 100; turn++) {
      for (NettyShard shard : shards.all()) {
        CompletableFuture.runAsync(() -> {}, shard).join();
      }
    }
  }

  /** Answers parked requests on their shards until there are none; returns how many. */
  static int echoAll(Queue<Exchange> parked) {
    int answered = 0;
    Exchange exchange = parked.poll();
    while (exchange != null) {
      Exchange next = exchange;
      next.connection().shard().execute(() -> echo(next));
      exchange = parked.poll();
      answered++;
    }
    return answered;
  }

  /** Waits for what happens in another thread; a minute without it fails the test. */
  static void await(BooleanSupplier condition) {
    long giveUpNs = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > giveUpNs) {
        throw new AssertionError("It did not happen");
      }
      LockSupport.parkNanos(100_000);
    }
  }

  @Override
  public void close() {
    listening.close().toCompletableFuture().join();
    shards.close();
  }
}
