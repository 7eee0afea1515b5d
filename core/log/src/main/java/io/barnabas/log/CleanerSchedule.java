package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Compacts the logs of one shard, one at a time, the dirtiest first. To be used on the shard. */
public final class CleanerSchedule {
  private final Shard shard;
  private final Lane lane;
  private final CleanerLimits limits;
  private final Supplier<Collection<PartitionLog>> logs;

  /**
   * @param lane for the disk work, in slices; shards that share a disk thread by it take turns
   * @param logs that are open now, compacted or not
   */
  public CleanerSchedule(
      Shard shard, Lane lane, CleanerLimits limits, Supplier<Collection<PartitionLog>> logs) {
    this.shard = shard;
    this.lane = lane;
    this.limits = limits;
    this.logs = logs;
  }

  /** A log and what would be done about it. */
  private record Job(PartitionLog log, CleaningPlan plan) {
    double urgency() {
      return plan.isOverdue() ? 1 + plan.dirtyRatio() : plan.dirtyRatio();
    }
  }

  /** Begins, and does not end as long as the shard runs. */
  public void start() {
    shard.timers().schedule(limits.backoffMs(), this::round);
  }

  private void round() {
    List<PartitionLog> compacted =
        logs.get().stream().filter(log -> log.config().retention().compact()).toList();
    List<CompletableFuture<Optional<Job>>> jobs = compacted.stream().map(this::job).toList();
    CompletionStage<Void> planned = CompletableFuture.allOf(jobs.toArray(CompletableFuture[]::new));
    planned
        .thenCompose(_ -> work(mostUrgent(jobs)))
        .whenComplete((worked, _) -> goOn(Boolean.TRUE.equals(worked)));
  }

  /** A log whose files can't be looked into has nothing to do for now. */
  private CompletableFuture<Optional<Job>> job(PartitionLog log) {
    return log.planCleaning(lane)
        .handle((plan, _) -> plan == null ? Optional.<CleaningPlan>empty() : plan)
        .thenApply(plan -> plan.map(found -> new Job(log, found)))
        .toCompletableFuture();
  }

  private static Optional<Job> mostUrgent(List<CompletableFuture<Optional<Job>>> jobs) {
    return jobs.stream()
        .flatMap(job -> job.join().stream())
        .max(Comparator.comparingDouble(Job::urgency));
  }

  private CompletionStage<Boolean> work(Optional<Job> job) {
    return job.isPresent()
        ? job.get().log().clean(job.get().plan(), lane, limits)
        : CompletableFuture.completedFuture(false);
  }

  /** What failed is left for a while, as if there were nothing to do. */
  private void goOn(boolean worked) {
    shard.timers().schedule(worked ? 0 : limits.backoffMs(), this::round);
  }
}
