package io.barnabas.network;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Disk;
import io.barnabas.environment.Randomness;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The shards of a process, which run from the start until {@link #close}. Any thread. */
public final class NettyShards implements AutoCloseable {
  private static final String LEAK_DETECTION = "io.netty.leakDetection.level";
  private static final int END_WITHIN_MS = 5_000;

  private final List<NettyShard> shards;

  private NettyShards(List<NettyShard> shards) {
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
    List<NettyShard> shards = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      shards.add(new NettyShard(index, loop(index), clock, randomness.apply(index), disks));
    }
    return new NettyShards(List.copyOf(shards));
  }

  /** A loop without a group, whose end would start Netty's global thread for a second. */
  private static SingleThreadIoEventLoop loop(int index) {
    ThreadFactory threads = task -> new FastThreadLocalThread(task, "shard-" + index);
    return new SingleThreadIoEventLoop(null, threads, SocketIo.best().handlers());
  }

  /** All shards, each at the place of its index. */
  public List<NettyShard> all() {
    return shards;
  }

  /** Runs the tasks that wait, closes what connections are left, and ends the threads. */
  @Override
  public void close() {
    List<Future<?>> ending = new ArrayList<>();
    for (NettyShard shard : shards) {
      ending.add(shard.loop().shutdownGracefully(0, END_WITHIN_MS, TimeUnit.MILLISECONDS));
    }
    ending.forEach(Future::awaitUninterruptibly);
  }
}
