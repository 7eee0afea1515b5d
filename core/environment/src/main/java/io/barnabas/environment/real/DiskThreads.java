package io.barnabas.environment.real;

import io.barnabas.environment.CommitLane;
import io.barnabas.environment.CommitWork;
import io.barnabas.environment.Disk;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that wait for the disk so that shards need not. Lanes are striped over the threads; a
 * lane stays on one thread, which is what keeps its order.
 */
public final class DiskThreads implements AutoCloseable {
  /** A second reader goes on while the first waits; more would only crowd the device. */
  private static final int COLD_THREADS = 2;

  private final Volume volume;
  private final List<DiskThread> threads = new ArrayList<>();
  private final List<DiskThread> coldThreads = new ArrayList<>();
  private final AtomicInteger commitThreads = new AtomicInteger();

  /** Starts {@code count} threads that work on a volume, and those for cold reads. */
  public DiskThreads(Volume volume, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("At least one disk thread is needed, not " + count);
    }
    this.volume = volume;
    for (int index = 0; index < count; index++) {
      threads.add(new DiskThread("disk-" + index, volume));
    }
    for (int index = 0; index < COLD_THREADS; index++) {
      coldThreads.add(new DiskThread("cold-" + index, volume));
    }
    threads.forEach(DiskThread::start);
    coldThreads.forEach(DiskThread::start);
  }

  /** The disk of a shard: its work is done here and completed there. */
  public Disk diskOf(Shard shard) {
    List<ShardLane> lanes = lanes(shard, threads);
    Lane writes = lanes.get(shard.index() % lanes.size());
    return new ThreadedDisk(
        lanes, new BriefLane(shard, volume, writes), lanes(shard, coldThreads), this);
  }

  private static List<ShardLane> lanes(Shard shard, List<DiskThread> threads) {
    return threads.stream().map(thread -> new ShardLane(shard, thread)).toList();
  }

  /**
   * Does what was submitted, completes it, and ends the threads; work that comes later fails. The
   * shards must still run.
   */
  @Override
  public void close() {
    threads.forEach(DiskThread::finish);
    coldThreads.forEach(DiskThread::finish);
    threads.forEach(DiskThread::awaitEnd);
    coldThreads.forEach(DiskThread::awaitEnd);
  }

  private record ThreadedDisk(
      List<ShardLane> lanes, Lane briefLane, List<ShardLane> coldLanes, DiskThreads owner)
      implements Disk {
    @Override
    public <E, R> CommitLane<E, R> commitLane(CommitWork<E, R> work) {
      return CommitThread.start(
          "commit-" + owner.commitThreads.incrementAndGet(), owner.volume, work);
    }

    @Override
    public Lane lane(int key) {
      return of(lanes, key);
    }

    @Override
    public Lane coldLane(int key) {
      return of(coldLanes, key);
    }

    private static Lane of(List<ShardLane> lanes, int key) {
      return lanes.get(Math.floorMod(spread(key), lanes.size()));
    }
  }

  /** Keys are often consecutive or hash codes; the multiplier is 2^32 by the golden ratio. */
  private static int spread(int key) {
    return (key * 0x9e3779b9) >>> 8;
  }
}
