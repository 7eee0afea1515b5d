package io.barnabas.environment.real;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one shard on one disk thread. */
final class ShardLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(ShardLane.class);

  private final Shard shard;
  private final DiskThread thread;

  /** Done but not handed over; the disk thread's. */
  private List<DiskTask<?>> results = new ArrayList<>();

  ShardLane(Shard shard, DiskThread thread) {
    this.shard = shard;
    this.thread = thread;
  }

  @Override
  public <T> CompletionStage<T> submit(DiskWork<T> work) {
    DiskTask<T> task = new DiskTask<>(this, work);
    if (!thread.submit(task)) {
      shard.execute(
          () -> task.completeExceptionally(new IOException("The disk threads have ended")));
    }
    return task;
  }

  /** On the disk thread; true for the first result since the last hand-over. */
  boolean addResult(DiskTask<?> task) {
    results.add(task);
    return results.size() == 1;
  }

  /** On the disk thread: gives the results to the shard. */
  void handOver() {
    List<DiskTask<?>> done = results;
    results = new ArrayList<>();
    try {
      shard.execute(() -> done.forEach(DiskTask::deliver));
    } catch (RejectedExecutionException e) {
      LOG.warn("Shard {} has ended; {} disk results are dropped", shard.index(), done.size());
    }
  }
}
