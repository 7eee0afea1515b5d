package io.barnabas.log;

import io.barnabas.environment.Lane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Puts a cleaned segment in the place of those it was made from, on the disk and for readers. It is
 * one step of the log's write queue, so that no segment is deleted or cut at the same time; and
 * look-ups that come meanwhile wait, because they must not see the log of one with the index of the
 * other.
 */
final class SegmentSwap {
  private final LogState state;
  private final WriteQueue queue;
  private final Lane readLane;
  private final DelayedDeletion deletion;

  SegmentSwap(LogState state, WriteQueue queue, Lane readLane, DelayedDeletion deletion) {
    this.state = state;
    this.queue = queue;
    this.readLane = readLane;
    this.deletion = deletion;
  }

  /** Swaps; fails, with nothing done, if one of the segments is not in the log any more. */
  CompletionStage<Void> swap(List<Segment> old, SwapFiles files, long cleanedBytes) {
    Segments segments = state.segments();
    if (!old.stream().allMatch(segments::holds)) {
      return CompletableFuture.failedFuture(new CleaningSlices.AbandonedException());
    }
    CompletableFuture<Void> replacement = segments.beginReplacement();
    List<SegmentPaths> replaced = old.stream().map(Segment::paths).toList();
    List<Path> doomed = new ArrayList<>();
    CompletionStage<Void> swapped =
        readLane
            .submit(_ -> true) // the look-ups under way are done then
            .thenCompose(
                _ ->
                    queue.changingInTurn(
                        () ->
                            old.stream().allMatch(segments::holds)
                                ? volume -> doomed.addAll(files.swap(volume, replaced))
                                : _ -> {}))
            .thenRun(
                () -> {
                  if (doomed.isEmpty()) {
                    throw new CleaningSlices.AbandonedException();
                  }
                  segments.replace(old, new Segment(files.target(), cleanedBytes, null));
                  deletion.deleteLater(doomed);
                });
    swapped.whenComplete((_, error) -> segments.endReplacement(replacement, error));
    return swapped;
  }
}
