package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Puts into files what spares a recovery looking through the whole active segment: its index
 * entries, and what the producers were up to. Kafka does so when a segment ends; a segment may have
 * a gigabyte then.
 */
final class RecoveryAid {
  /** So much may be left to look through; less is not worth the files. */
  private static final int MAX_BYTES = 256 << 10;

  private final LogState state;
  private final ArrayDeque<SegmentPaths> snapshots = new ArrayDeque<>();
  private long segmentBase = -1;
  private long aidedBytes;

  RecoveryAid(LogState state) {
    this.state = state;
  }

  /** The change to the log's files that is due, to be made in turn; empty if none is. */
  Optional<FileChange> next() {
    Segment active = state.segments().active();
    SegmentIndex index = active.index();
    if (active.baseOffset() != segmentBase) {
      segmentBase = active.baseOffset();
      aidedBytes = 0;
    }
    if (index == null
        || active.sizeBytes() - aidedBytes
            < Math.min(MAX_BYTES, state.config().segments().bytes() / 4)) {
      return Optional.empty();
    }
    aidedBytes = active.sizeBytes();
    IndexTail tail = index.soFar();
    ByteBuffer snapshot = ProducerSnapshot.encode(state.producers());
    SegmentPaths end = new SegmentPaths(state.identity().folder(), state.logEndOffset());
    Optional<SegmentPaths> outdated = keep(end);
    return Optional.of(
        volume -> {
          tail.write(volume, active.paths());
          write(volume, end, snapshot);
          if (outdated.isPresent()) {
            volume.delete(outdated.get().producerSnapshot());
          }
        });
  }

  /**
   * The last one may tell of batches that a crash takes, and is not used then: so there are two.
   */
  private Optional<SegmentPaths> keep(SegmentPaths end) {
    snapshots.add(end);
    if (snapshots.size() <= 2) {
      return Optional.empty();
    }
    SegmentPaths outdated = snapshots.removeFirst();
    boolean isOfSegment =
        state.segments().all().stream()
            .anyMatch(segment -> segment.baseOffset() == outdated.baseOffset());
    return isOfSegment ? Optional.empty() : Optional.of(outdated);
  }

  private static void write(Volume volume, SegmentPaths end, ByteBuffer snapshot)
      throws IOException {
    try (VolumeFile file = volume.open(end.producerSnapshot(), OpenMode.TRUNCATE)) {
      file.write(0, snapshot);
    }
  }
}
