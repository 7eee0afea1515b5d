package io.barnabas.environment.simulated;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Lane;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Does work within the call or some time later, as chance has it, and always in order. */
final class SimulatedBriefLane implements Lane {
  private final SimulatedProcess process;
  private final SimulatedShard shard;
  private final SimulatedLane threaded;
  private int underWay;
  private long stalledUntilNs;

  SimulatedBriefLane(SimulatedProcess process, SimulatedShard shard) {
    this.process = process;
    this.shard = shard;
    threaded = new SimulatedLane(process, shard);
  }

  /** See {@link SimulatedShard#stallDisk}. */
  void stallUntil(long timeNs) {
    stalledUntilNs = timeNs;
    threaded.stallUntil(timeNs);
  }

  @Override
  public <T> CompletionStage<T> submit(DiskWork<T> work) {
    boolean isStalled = shard.clock().monotonicNs() < stalledUntilNs;
    if (!isStalled && underWay == 0 && shard.randomness().nextInt(2) == 0) {
      CompletableFuture<T> stage = new CompletableFuture<>();
      SimulatedLane.perform(work, process, stage, shard::execute);
      return stage;
    }
    underWay++;
    return threaded.submit(work).whenComplete((_, _) -> underWay--);
  }
}
