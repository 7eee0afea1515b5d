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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is written durable, and so moves the recovery point. Syncs on a lane of its own: a
 * sync may take long, and appends are not to wait for it.
 */
final class Flusher {
  private final LogState state;
  private final Lane lane;
  private final Source source;
  private final Consumer<Throwable> onFailure;
  private long recoveryPoint;
  private long flushedOffset;
  private long namesSyncedTo = -1;
  private Timers.@Nullable Timer timer;

  /**
   * The flusher of a log.
   *
   * @param onFailure told when a sync failed: the system may have forgotten what it should have
   *     written, so that another sync would prove nothing
   */
  Flusher(
      LogState state, Lane lane, long recoveryPoint, Source source, Consumer<Throwable> onFailure) {
    this.onFailure = onFailure;
    this.state = state;
    this.lane = lane;
    this.source = source;
    this.recoveryPoint = recoveryPoint;
    this.flushedOffset = recoveryPoint;
  }

  /** Where what is to be synced comes from. */
  interface Source {
    /** Completes when all that is written is in the segments' files. */
    CompletionStage<Void> settle();

    /**
     * As {@link #settle}, and what recovery wants to find beside the segments is there too; in turn
     * with what is queued for the log.
     */
    CompletionStage<Void> prepare();

    /** All below an offset is durable. */
    void onFlushed(long offset);
  }

  /** One segment that is to be synced; the file is lent to the work with a reference of its own. */
  private record Target(SegmentPaths paths, @Nullable VolumeFile file) {}

  /** All segments that end at or below it are durable with their indexes. */
  long recoveryPoint() {
    return recoveryPoint;
  }

  /** Counts as durable no more than what lies below an offset. */
  void lowerTo(long offset) {
    recoveryPoint = Math.min(recoveryPoint, offset);
    flushedOffset = Math.min(flushedOffset, offset);
  }

  /** Flushes when the topic's settings say that it is time. */
  void onWritten() {
    LogConfig.Flush limits = state.config().flush();
    if (state.writtenOffset() - flushedOffset >= limits.messages()) {
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

  /** Syncs what is written by now. */
  CompletionStage<Void> flush() {
    long written = state.writtenOffset();
    return source.prepare().thenCompose(_ -> flushTo(written));
  }

  /** As {@link #flush}, but waits for nothing that is queued: for one who is waited for there. */
  CompletionStage<Void> sync() {
    long written = state.writtenOffset();
    return source.settle().thenCompose(_ -> flushTo(written));
  }

  private CompletionStage<Void> flushTo(long written) {
    Segment first = state.segments().floor(recoveryPoint);
    if (written <= flushedOffset && first == state.segments().active()) {
      source.onFlushed(flushedOffset);
      return CompletableFuture.completedFuture(null);
    }
    List<Target> targets = new ArrayList<>();
    long nextRecoveryPoint = collect(first, targets, written);
    long youngestFile = youngestFile(targets.getLast());
    boolean syncsNames = youngestFile > namesSyncedTo || first.index() == null;
    Path folder = state.identity().folder();
    return lane.submit(FileChange.work(volume -> sync(volume, folder, targets, syncsNames)))
        .exceptionallyCompose(this::fail)
        .thenAccept(
            _ -> {
              flushedOffset = Math.max(flushedOffset, written);
              recoveryPoint = Math.max(recoveryPoint, nextRecoveryPoint);
              namesSyncedTo = Math.max(namesSyncedTo, youngestFile);
              source.onFlushed(flushedOffset);
            });
  }

  private CompletionStage<Boolean> fail(Throwable error) {
    onFailure.accept(error);
    return CompletableFuture.failedFuture(
        new LogException.StorageFailure("The log can't be synced: " + error, error));
  }

  /**
   * Finds what to sync; returns where the recovery point may go. It stays below the end of a
   * segment whose indexes are not in files yet, because recovery believes the segments that lie
   * before it.
   */
  private long collect(Segment first, List<Target> targets, long written) {
    Segment segment = first;
    Segment next = state.segments().after(segment);
    targets.add(target(segment));
    while (next != null && segment.index() == null && next.baseOffset() < written) {
      segment = next;
      next = state.segments().after(segment);
      targets.add(target(segment));
    }
    return segment.index() == null ? written : Math.max(segment.baseOffset(), written - 1);
  }

  /** Base offset of the youngest segment whose file may be there: an empty one has none yet. */
  private long youngestFile(Target last) {
    long base = last.paths().baseOffset();
    return state.segments().floor(base).fileBytes() > 0 ? base : base - 1;
  }

  private static Target target(Segment segment) {
    VolumeFile file = segment.file();
    return new Target(segment.paths(), file == null ? null : file.retain());
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
    sync(volume, target.paths().offsetIndex());
    sync(volume, target.paths().timeIndex());
  }

  /** A file that was deleted meanwhile has nothing left to lose. */
  static void sync(Volume volume, Path path) throws IOException {
    try (VolumeFile file = volume.open(path, OpenMode.READ)) {
      file.sync();
    } catch (NoSuchFileException e) {
      return;
    }
  }
}
