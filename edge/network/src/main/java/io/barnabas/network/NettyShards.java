package io.barnabas.network;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Disk;
import io.barnabas.environment.Randomness;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The shards of a process, which run from the start until {@link #close}. Any thread. */
public final class NettyShards implements AutoCloseable {
  private static final String LEAK_DETECTION = "io.netty.leakDetection.level";
  private static final int END_WITHIN_MS = 5_000;

  private final MultiThreadIoEventLoopGroup group;
  private final List<NettyShard> shards;

  private NettyShards(MultiThreadIoEventLoopGroup group, List<NettyShard> shards) {
    this.group = group;
    this.shards = shards;
  }

  /**
   * Starts shards.
   *
   * @param count how many; one a core is meant
   * @param randomness a source for the shard of this index
   * @param disks the disk whose results come back on this shard
   */
  public static NettyShards start(
      int count,
      Clock clock,
      IntFunction<? extends Randomness> randomness,
      Function<? super NettyShard, ? extends Disk> disks) {
    if (System.getProperty(LEAK_DETECTION) == null) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("shard"), SocketIo.best().handlers());
    List<NettyShard> shards = new ArrayList<>(count);
    for (EventExecutor loop : group) {
      int index = shards.size();
      shards.add(
          new NettyShard(
              index, (SingleThreadEventLoop) loop, clock, randomness.apply(index), disks));
      loop.execute(() -> Thread.currentThread().setName("shard-" + index));
    }
    return new NettyShards(group, List.copyOf(shards));
  }

  /** All shards, each at the place of its index. */
  public List<NettyShard> all() {
    return shards;
  }

  /** Runs the tasks that wait, closes what connections are left, and ends the threads. */
  @Override
  public void close() {
    group.shutdownGracefully(0, END_WITHIN_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
