package io.barnabas.environment.real;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Volume;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A piece of work and the stage that tells its end, in one object: there is one per append. */
final class DiskTask<T> extends CompletableFuture<T> {
  private final ShardLane lane;
  private final DiskWork<T> work;
  private @Nullable T result;
  private @Nullable Throwable failure;

  DiskTask(ShardLane lane, DiskWork<T> work) {
    this.lane = lane;
    this.work = work;
  }

  ShardLane lane() {
    return lane;
  }

  /** On the disk thread. Nothing that the work throws may end it. */
  void perform(Volume volume) {
    try {
      result = work.run(volume);
    } catch (Throwable e) {
      failure = e;
    }
  }

  /** On the shard, which got this task from the disk thread by its queue. */
  void deliver() {
    if (failure != null) {
      completeExceptionally(failure);
    } else {
      complete(result);
    }
  }
}
