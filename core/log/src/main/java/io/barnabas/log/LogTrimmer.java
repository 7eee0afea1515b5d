package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes segments out of the log that lie wholly below its start. */
final class LogTrimmer {
  private final LogState state;
  private final WriteQueue queue;
  private final LogAppender appender;
  private final DelayedDeletion deletion;
  private int removals;

  LogTrimmer(LogState state, WriteQueue queue, LogAppender appender, DelayedDeletion deletion) {
    this.state = state;
    this.queue = queue;
    this.appender = appender;
    this.deletion = deletion;
  }

  /**
   * Lets go of what lies below a new log start offset; completes when readers can't find it. If
   * that is all there is, the log goes on with an empty segment.
   */
  CompletionStage<Void> trimTo(long logStartOffset) {
    state.raiseLogStartOffset(logStartOffset);
    appender.noteLogStart(logStartOffset);
    return removeSegments();
  }

  /** The active segment, if it has anything, can only be deleted when another takes its place. */
  void rollBefore(long logStartOffset) {
    if (logStartOffset == state.logEndOffset() && state.segments().active().sizeBytes() > 0) {
      appender.roll();
    }
  }

  void cancelDeletions() {
    deletion.cancel();
  }

  /** One that is being swapped has two names and can't be removed by either. */
  private CompletionStage<Void> removeSegments() {
    CompletionStage<Void> replacement = state.segments().replacement();
    if (replacement != null) {
      return replacement.handle((_, _) -> true).thenCompose(_ -> removeSegments());
    }
    removals++;
    List<Path> doomed = new ArrayList<>();
    return queue
        .changingInTurn(() -> removal(doomed))
        .whenComplete((_, _) -> removals--)
        .thenRun(() -> deletion.deleteLater(doomed));
  }

  /**
   * Takes segments out of the log no sooner than their files follow: what is appended in between
   * would be made durable without them, and after a crash they would look like a loss.
   */
  private FileChange removal(List<Path> doomed) {
    List<SegmentPaths> removed =
        state.segments().removeBelow(state.logStartOffset()).stream().map(Segment::paths).toList();
    removed.forEach(paths -> doomed.add(SwapFiles.suffixed(paths.log(), SwapFiles.DELETED)));
    SegmentPaths first = state.segments().all().getFirst().paths();
    return volume -> {
      if (!removed.isEmpty()) {
        makeDurably(volume, first);
        remove(volume, removed);
      }
    };
  }

  /**
   * What stays may be a segment that has no file yet, as its first append is still to be written.
   * Were all files gone after a crash, nothing would tell where the log ends.
   */
  private static void makeDurably(Volume volume, SegmentPaths first) throws IOException {
    if (!volume.exists(first.log())) {
      volume.open(first.log(), OpenMode.WRITE).close();
      volume.syncDirectory(first.folder());
    }
  }

  /**
   * Whether segments are about to leave the log. Until their files have, nothing beyond them is to
   * be called durable: they are not synced any more.
   */
  boolean isRemoving() {
    return removals > 0;
  }

  /** Durably; the log file first, so that a crash leaves orphans at most. */
  private static void remove(Volume volume, List<SegmentPaths> removed) throws IOException {
    for (SegmentPaths paths : removed) {
      volume.move(paths.log(), SwapFiles.suffixed(paths.log(), SwapFiles.DELETED));
      LogFolder.deleteIndexes(volume, paths);
      volume.delete(paths.producerSnapshot());
    }
    volume.syncDirectory(removed.getFirst().folder());
  }
}
