package io.barnabas.simulator.compaction;

import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.CleanerLimits;
import io.barnabas.log.CleanerSchedule;
import io.barnabas.log.PartitionLog;
import io.barnabas.simulator.Watch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log's cleaner, which can be made to rest so that the log can be read as it is. */
final class CleanerPause {
  private static final int CLEANER_LANE = 99;

  private final SimulatedShard shard;
  private final CleanerLimits limits;
  private final Watch watch;
  private @Nullable PartitionLog log;
  private @Nullable Runnable onQuiet;
  private boolean paused;

  CleanerPause(SimulatedShard shard, CleanerLimits limits, Watch watch) {
    this.shard = shard;
    this.limits = limits;
    this.watch = watch;
  }

  /** Lets the log be cleaned. */
  void end(PartitionLog opened) {
    paused = false;
    onQuiet = null;
    if (log == null) {
      log = opened;
      new CleanerSchedule(shard, shard.disk().lane(CLEANER_LANE), limits, () -> cleanable(opened))
          .start();
    }
  }

  /** Lets nobody clean, and calls back when nobody does. */
  void begin(Runnable quiet) {
    paused = true;
    if (log == null) {
      quiet.run();
    } else {
      onQuiet = quiet;
    }
  }

  /** When the cleaner asks for work it has none. */
  private List<PartitionLog> cleanable(PartitionLog opened) {
    if (!paused) {
      return List.of(opened);
    }
    if (onQuiet != null) {
      Runnable quiet = onQuiet;
      onQuiet = null;
      shard.timers().schedule(0, () -> watch.guard(quiet));
    }
    return List.of();
  }
}
