package io.barnabas.broker.cluster;

import io.barnabas.broker.partition.OpeningProgress;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.environment.Shard;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator how far the opening of logs has come, as long as that takes longer than a
 * second. To be used on the home shard.
 */
final class OpeningReport {
  private static final Logger LOG = LoggerFactory.getLogger(OpeningReport.class);
  private static final long INTERVAL_MS = 1_000;
  private static final long MS_NS = 1_000_000;

  private final Shard home;
  private final Partitions partitions;
  private final long startNs;
  private boolean told;

  /** Counts from now on. */
  OpeningReport(Shard home, Partitions partitions) {
    this.home = home;
    this.partitions = partitions;
    startNs = home.clock().monotonicNs();
  }

  void start() {
    home.timers().schedule(INTERVAL_MS, this::look);
  }

  private void look() {
    partitions
        .askAll(home, shard -> CompletableFuture.completedStage(shard.openingProgress()))
        .thenAccept(this::report);
  }

  private void report(List<OpeningProgress> byShard) {
    OpeningProgress progress =
        byShard.stream().reduce(new OpeningProgress(0, 0), OpeningProgress::plus);
    long elapsedMs = (home.clock().monotonicNs() - startNs) / MS_NS;
    if (!progress.isComplete()) {
      told = true;
      LOG.info(message(progress, elapsedMs));
      start();
    } else if (told) {
      LOG.info("All {} partitions are open or told of, after {} ms", progress.all(), elapsedMs);
    }
  }

  private static String message(OpeningProgress progress, long elapsedMs) {
    long restMs = progress.restMs(elapsedMs);
    String rest = restMs < 0 ? "" : ", about %.1f s more".formatted(restMs / 1_000.0);
    return "Opening logs: %d of %d partitions after %.1f s%s"
        .formatted(progress.done(), progress.all(), elapsedMs / 1_000.0, rest);
  }
}
