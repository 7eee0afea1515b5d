package io.barnabas.environment.real;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Does work on its shard while that is brief. Handing a write of a few microseconds to another
 * thread costs more than the write; but the system may let a writer wait at any time, when memory
 * is full of what the disk has not taken yet. So the first work that is not brief sends what
 * follows to a disk thread, until everything done there has been brief for a while.
 */
final class BriefLane implements Lane {
  /** A megabyte takes the page cache less than one. */
  static final long BRIEF_NS = 2_000_000;

  static final long PROBATION_NS = 1_000_000_000;

  private final Shard shard;
  private final Volume volume;
  private final Lane threaded;
  private int underWay;
  private long onShardFromNs;

  /**
   * @param threaded where work goes that may not be brief
   */
  BriefLane(Shard shard, Volume volume, Lane threaded) {
    this.shard = shard;
    this.volume = volume;
    this.threaded = threaded;
    onShardFromNs = shard.clock().monotonicNs();
  }

  @Override
  public <T> CompletionStage<T> submit(DiskWork<T> work) {
    long startNs = shard.clock().monotonicNs();
    // What is under way elsewhere comes first.
    return underWay == 0 && startNs - onShardFromNs >= 0 ? perform(work, startNs) : handOver(work);
  }

  private <T> CompletionStage<T> perform(DiskWork<T> work, long startNs) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    try {
      T result = work.run(volume);
      shard.execute(() -> stage.complete(result));
    } catch (Throwable e) {
      shard.execute(() -> stage.completeExceptionally(e));
    }
    note(shard.clock().monotonicNs() - startNs);
    return stage;
  }

  private <T> CompletionStage<T> handOver(DiskWork<T> work) {
    underWay++;
    long[] tookNs = new long[1];
    return threaded
        .submit(onThread -> timed(work, onThread, tookNs))
        .whenComplete(
            (_, _) -> {
              underWay--;
              note(tookNs[0]);
            });
  }

  private <T> T timed(DiskWork<T> work, Volume onThread, long[] tookNs) throws IOException {
    long startNs = shard.clock().monotonicNs();
    try {
      return work.run(onThread);
    } finally {
      tookNs[0] = shard.clock().monotonicNs() - startNs;
    }
  }

  private void note(long tookNs) {
    if (tookNs > BRIEF_NS) {
      onShardFromNs = shard.clock().monotonicNs() + PROBATION_NS;
    }
  }
}
