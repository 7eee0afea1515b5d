package io.barnabas.network;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Disk;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Timers;
import io.netty.channel.SingleThreadEventLoop;
import java.util.function.Function;

/**
 * A shard on an event loop of its own. A task given from another thread wakes the loop only when it
 * sleeps, so that it costs one queue entry while the loop is busy.
 */
public final class NettyShard implements Shard {
  private final int index;
  private final SingleThreadEventLoop loop;
  private final Clock clock;
  private final Randomness randomness;
  private final Timers timers;
  private final Disk disk;

  NettyShard(
      int index,
      SingleThreadEventLoop loop,
      Clock clock,
      Randomness randomness,
      Function<? super NettyShard, ? extends Disk> disks) {
    this.index = index;
    this.loop = loop;
    this.clock = clock;
    this.randomness = randomness;
    timers = new LoopTimers(loop);
    disk = disks.apply(this);
  }

  SingleThreadEventLoop loop() {
    return loop;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public boolean isCurrent() {
    return loop.inEventLoop();
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.util.concurrent.RejectedExecutionException when the shard has ended
   */
  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Timers timers() {
    return timers;
  }

  @Override
  public Randomness randomness() {
    return randomness;
  }

  @Override
  public Disk disk() {
    return disk;
  }
}
