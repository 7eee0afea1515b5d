package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Timers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes files that have left the log, named {@code .deleted}, some time later ({@code
 * file.delete.delay.ms}). What is not deleted when the log is closed goes when it is opened.
 */
final class DelayedDeletion {
  private final LogState state;
  private final Lane lane;
  private final Set<Pending> waiting = new HashSet<>();

  DelayedDeletion(LogState state, Lane lane) {
    this.state = state;
    this.lane = lane;
  }

  /** Compared by identity. */
  private static final class Pending {
    private Timers.Timer timer = () -> false;
  }

  void deleteLater(List<Path> files) {
    Pending pending = new Pending();
    waiting.add(pending);
    pending.timer =
        state
            .shard()
            .timers()
            .schedule(state.config().fileDeleteDelayMs(), () -> delete(pending, files));
  }

  private void delete(Pending pending, List<Path> files) {
    waiting.remove(pending);
    lane.submit(
        FileChange.work(
            volume -> {
              for (Path file : files) {
                volume.delete(file);
              }
            }));
  }

  void cancel() {
    waiting.forEach(pending -> pending.timer.cancel());
    waiting.clear();
  }
}
