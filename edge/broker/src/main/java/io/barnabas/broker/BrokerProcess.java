package io.barnabas.broker;

import io.barnabas.environment.real.DiskThreads;
import io.barnabas.environment.real.NioVolume;
import io.barnabas.environment.real.SystemClock;
import io.barnabas.environment.real.SystemRandomness;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.SocketConfig;
import io.barnabas.network.ConnectionLimits;
import io.barnabas.network.NettyShards;
import io.barnabas.network.NettyTransport;
import io.barnabas.network.ProcessLimits;
import io.barnabas.network.SocketOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A broker on the real world: this machine's threads, files and sockets. */
public final class BrokerProcess {
  private final Broker broker;
  private final NettyShards shards;
  private final DiskThreads diskThreads;

  private BrokerProcess(Broker broker, NettyShards shards, DiskThreads diskThreads) {
    this.broker = broker;
    this.shards = shards;
    this.diskThreads = diskThreads;
  }

  /**
   * Starts a broker and waits until clients can use it.
   *
   * @throws java.util.concurrent.CompletionException with what {@link Broker#start} failed with
   */
  public static BrokerProcess start(BrokerConfig config) {
    DiskThreads diskThreads = new DiskThreads(new NioVolume(), config.numIoThreads());
    NettyShards shards =
        NettyShards.start(
            config.numNetworkThreads(),
            new SystemClock(),
            _ -> new SystemRandomness(),
            diskThreads::diskOf);
    try {
      NettyTransport transport = transport(shards, config.sockets());
      Broker broker =
          Broker.start(config, shards.all(), transport, hostName()).toCompletableFuture().join();
      return new BrokerProcess(broker, shards, diskThreads);
    } catch (RuntimeException | Error e) {
      diskThreads.close();
      shards.close();
      throw e;
    }
  }

  private static NettyTransport transport(NettyShards shards, SocketConfig sockets) {
    ConnectionLimits limits =
        ConnectionLimits.defaults()
            .withMaxFrameBytes(sockets.requestMaxBytes())
            .withMaxIdleMs(sockets.connectionsMaxIdleMs());
    ProcessLimits processLimits =
        new ProcessLimits(
            sockets.queuedMaxRequestBytes() > 0
                ? sockets.queuedMaxRequestBytes()
                : ProcessLimits.defaults().maxRequestBytes(),
            sockets.maxConnections(),
            sockets.maxConnectionsPerIp());
    SocketOptions options =
        new SocketOptions(
            sockets.sendBufferBytes(), sockets.receiveBufferBytes(), sockets.listenBacklogSize());
    return new NettyTransport(shards, processLimits, limits, options);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Where it listens. */
  public List<InetSocketAddress> addresses() {
    return broker.addresses();
  }

  /** Stops it in order: a clean shutdown. */
  public void stop() {
    broker.stop().toCompletableFuture().join();
    diskThreads.close();
    shards.close();
  }
}
