package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Timers;
import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is written durable, and so moves the recovery point. Syncs on a lane of its own: a
 * sync may take long, and appends are not to wait for it.
 */
final class Flusher {
  private final LogState state;
  private final Lane lane;
  private long recoveryPoint;
  private long namesSyncedTo = -1;
  private Timers.@Nullable Timer timer;

  Flusher(LogState state, Lane lane, long recoveryPoint) {
    this.state = state;
    this.lane = lane;
    this.recoveryPoint = recoveryPoint;
  }

  /** One segment that is to be synced; the file is lent to the work with a reference of its own. */
  private record Target(SegmentPaths paths, @Nullable VolumeFile file, boolean isSealed) {}

  /** Everything below is durable. */
  long recoveryPoint() {
    return recoveryPoint;
  }

  /** Flushes when the topic's settings say that it is time. */
  void onWritten() {
    LogConfig.Flush limits = state.config().flush();
    if (state.writtenOffset() - recoveryPoint >= limits.messages()) {
      flush();
    } else if (timer == null && limits.ms() != Long.MAX_VALUE) {
      timer = state.shard().timers().schedule(limits.ms(), this::onTimer);
    }
  }

  private void onTimer() {
    timer = null;
    flush();
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** Syncs what is written by now; when it is done the recovery point is there. */
  CompletionStage<Void> flush() {
    if (state.writtenOffset() <= recoveryPoint) {
      return CompletableFuture.completedFuture(null);
    }
    List<Target> targets = new ArrayList<>();
    long flushedTo = collect(targets);
    long youngestBase = targets.getLast().paths().baseOffset();
    boolean syncsNames = youngestBase > namesSyncedTo;
    Path folder = state.identity().folder();
    return lane.submit(FileChange.work(volume -> sync(volume, folder, targets, syncsNames)))
        .thenAccept(
            _ -> {
              recoveryPoint = Math.max(recoveryPoint, flushedTo);
              namesSyncedTo = Math.max(namesSyncedTo, youngestBase);
            });
  }

  /**
   * Finds what to sync; returns where the recovery point may go. It stays within a sealed segment
   * whose indexes are not in files yet, because recovery believes what lies before.
   */
  private long collect(List<Target> targets) {
    Segment segment = state.segments().floor(recoveryPoint);
    while (true) {
      Segment next = state.segments().after(segment);
      VolumeFile file = segment.file();
      targets.add(
          new Target(
              segment.paths(), file == null ? null : file.retain(), segment.index() == null));
      if (next == null) {
        return state.writtenOffset();
      }
      if (segment.index() != null) {
        return Math.min(state.writtenOffset(), next.baseOffset() - 1);
      }
      if (next.baseOffset() >= state.writtenOffset()) {
        return state.writtenOffset();
      }
      segment = next;
    }
  }

  private static void sync(Volume volume, Path folder, List<Target> targets, boolean syncsNames)
      throws IOException {
    try {
      for (Target target : targets) {
        sync(volume, target);
      }
    } finally {
      targets.forEach(target -> Segment.close(target.file()));
    }
    if (syncsNames) {
      sync(volume, folder.resolve(PartitionMetadata.FILE_NAME));
      volume.syncDirectory(folder);
      Path parent = folder.getParent();
      if (parent != null) {
        volume.syncDirectory(parent);
      }
    }
  }

  private static void sync(Volume volume, Target target) throws IOException {
    VolumeFile file = target.file();
    if (file != null) {
      file.sync();
    } else {
      sync(volume, target.paths().log());
    }
    if (target.isSealed()) {
      sync(volume, target.paths().offsetIndex());
      sync(volume, target.paths().timeIndex());
    }
  }

  /** A file that was deleted meanwhile has nothing left to lose. */
  private static void sync(Volume volume, Path path) throws IOException {
    try (VolumeFile file = volume.open(path, OpenMode.READ)) {
      file.sync();
    } catch (NoSuchFileException e) {
      return;
    }
  }
}
