package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a log's segments. After an unclean stop every batch from the recovery point's segment on is
 * checked; the log ends before the first batch that is torn, and what lies behind it is deleted.
 * Blocking.
 */
final class SegmentsLoader {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentsLoader.class);
  private static final int REWRITE_BYTES = 1 << 20;

  private final Volume volume;
  private final LogFolder folder;
  private final LogConfig config;
  private final LeaderEpochs epochs;
  private final boolean rewrites;
  private long cleanedOffset;
  private long durableOffset;
  private long soundOffset;
  private final List<Segment> loaded = new ArrayList<>();

  /**
   * A loader for one use.
   *
   * @param epochs learns of the epochs that recovered batches were appended in
   * @param rewrites whether batches that may not be synced are written again too
   */
  SegmentsLoader(
      Volume volume, LogFolder folder, LogConfig config, LeaderEpochs epochs, boolean rewrites) {
    this.volume = volume;
    this.folder = folder;
    this.config = config;
    this.epochs = epochs;
    this.rewrites = rewrites;
  }

  /** The segments; after {@link #load} there is at least one. */
  List<Segment> loaded() {
    return loaded;
  }

  /** Loads the segments and tells what the last of them holds. */
  SegmentContent load(StartPoint start, long endOffset) throws IOException {
    cleanedOffset = start.cleanedOffset();
    durableOffset = start.recoveryPoint();
    soundOffset = soundOffset(start.recoveryPoint());
    folder.deleteSegmentsBelow(volume, start.logStartOffset());
    deleteBeyond(endOffset);
    if (start.cleanShutdown()) {
      loadTrusted(Long.MAX_VALUE);
    } else {
      long firstChecked = firstChecked(Math.min(start.recoveryPoint(), endOffset));
      loadTrusted(firstChecked);
      loadChecked(firstChecked, endOffset);
    }
    SegmentContent last = loaded.isEmpty() ? null : inspectActive();
    if (last == null || last.nextOffset() < start.logStartOffset()) {
      return startAnew(Math.min(start.logStartOffset(), endOffset));
    }
    loaded.set(loaded.size() - 1, active(last));
    return last;
  }

  /**
   * Up to where indexes in files were synced: a producer snapshot is written with the index entries
   * before it, and both are synced before the recovery point passes it. One at the recovery point
   * may be younger than that.
   */
  private long soundOffset(long recoveryPoint) {
    Long snapshot = folder.snapshots().lower(recoveryPoint);
    return snapshot == null ? 0 : snapshot;
  }

  /**
   * What lies wholly beyond the end goes before anything is cut: were it to stay because the cut
   * fails half-way, there would be a gap that nobody looks for. A segment that begins at the end
   * stays and becomes empty: after Kafka's compaction nothing else may tell the end.
   */
  private void deleteBeyond(long endOffset) throws IOException {
    Long base = folder.segmentBytes().higherKey(endOffset);
    if (base != null) {
      deleteFrom(base);
    }
  }

  private long firstChecked(long offset) {
    Long floor = folder.segmentBytes().floorKey(offset);
    return floor == null ? 0 : floor;
  }

  /** Segments that are whole for sure; only an index that is missing is made anew. */
  private void loadTrusted(long endBase) throws IOException {
    for (long base : folder.segmentBytes().headMap(endBase, false).keySet()) {
      SegmentPaths paths = folder.paths(base);
      if (!folder.isIndexed(base)) {
        recover(paths, Long.MAX_VALUE);
      }
      loaded.add(sealed(paths));
    }
  }

  private void loadChecked(long firstBase, long endOffset) throws IOException {
    SegmentContent previous = null;
    for (long base : List.copyOf(folder.segmentBytes().tailMap(firstBase, true).keySet())) {
      if (previous != null && isCut(previous, base)) {
        deleteFrom(base);
        return;
      }
      previous = recover(folder.paths(base), endOffset);
      loaded.add(sealed(folder.paths(base)));
    }
  }

  /** Durably: a segment that came back after a crash could pass for the log's next. */
  private void deleteFrom(long base) throws IOException {
    folder.deleteSegmentsFrom(volume, base);
    volume.syncDirectory(folder.path());
  }

  /**
   * Whether the log breaks off before a segment: a gap is the lost end of the segment before. Only
   * Kafka's compaction leaves offsets out at the end of a segment, up to where it has come.
   */
  private boolean isCut(SegmentContent previous, long nextBase) {
    boolean gap = previous.nextOffset() != nextBase;
    boolean explained = nextBase <= cleanedOffset && previous.nextOffset() <= nextBase;
    if (gap && !explained) {
      LOG.warn(
          "{} ends at offset {}: segments from {} on are deleted",
          folder.path(),
          previous.nextOffset(),
          nextBase);
    }
    return gap && !explained;
  }

  /**
   * Checks a segment, cuts off what is not valid and writes its indexes anew; durably, for the
   * recovery point may lie beyond the segment already.
   */
  private SegmentContent recover(SegmentPaths paths, long endOffset) throws IOException {
    SegmentContent content =
        new SegmentInspection(volume, paths)
            .checking(config.segments().indexIntervalBytes(), endOffset, epochs, soundOffset);
    try (VolumeFile log = volume.open(paths.log(), OpenMode.WRITE)) {
      if (log.size() > content.validBytes()) {
        reportCut(paths, log, content, endOffset);
        log.truncate(content.validBytes());
        log.sync(); // or what was cut off might be back after a crash, behind other batches
      }
      if (rewrites) {
        rewrite(log, content.soundBytes(), content.validBytes());
        log.sync();
      }
    }
    content.index().finish().writeDurably(volume, paths);
    folder.segmentBytes().put(paths.baseOffset(), content.validBytes());
    return content;
  }

  /**
   * What was called durable is not cut off, for it may be had back, by a person: the log does not
   * open. Of what was not, batches behind the first that is torn are reported.
   */
  private void reportCut(SegmentPaths paths, VolumeFile log, SegmentContent content, long endOffset)
      throws IOException {
    long at = content.validBytes();
    if (content.nextOffset() < Math.min(durableOffset, endOffset)) {
      throw new DamagedSegmentException(paths.log(), at, content.nextOffset());
    }
    LOG.warn(
        "{}: cut from {} to {} bytes, at offset {}",
        paths.log(),
        log.size(),
        at,
        content.nextOffset());
    if (endOffset == Long.MAX_VALUE) {
      new LostBatches(log, log.size())
          .firstBehind(at, content.nextOffset())
          .ifPresent(
              found ->
                  LOG.error(
                      "{}: damaged at position {}, and whole batches from {} on are cut off with"
                          + " it; if they were acknowledged as synced they are lost",
                      paths.log(),
                      at,
                      found));
    }
  }

  /**
   * Linux holds pages for clean whose write-back failed, and its next sync says that all is well;
   * written once more they are dirty again.
   */
  private static void rewrite(VolumeFile log, long from, long to) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(to - from, REWRITE_BYTES));
    for (long position = from; position < to; position += piece.limit()) {
      piece.clear().limit((int) Math.min(piece.capacity(), to - position));
      log.read(piece, position);
      log.write(position, piece.flip());
    }
  }

  private Segment sealed(SegmentPaths paths) {
    return new Segment(paths, sizeBytes(paths.baseOffset()), null);
  }

  private long sizeBytes(long base) {
    Long size = folder.segmentBytes().get(base);
    return size == null ? 0 : size;
  }

  private SegmentContent inspectActive() throws IOException {
    SegmentPaths paths = loaded.getLast().paths();
    SegmentInspection inspection = new SegmentInspection(volume, paths);
    SegmentContent content = tryTrusting(inspection);
    if (content == null || content.validBytes() != sizeBytes(paths.baseOffset())) {
      recover(paths, Long.MAX_VALUE);
      content = inspection.trusting();
    }
    return Objects.requireNonNull(content, "an index that was made anew leads to a batch");
  }

  private static @Nullable SegmentContent tryTrusting(SegmentInspection inspection)
      throws IOException {
    try {
      return inspection.trusting();
    } catch (NoSuchFileException e) {
      return null; // an index is missing
    }
  }

  private Segment active(SegmentContent content) {
    return new Segment(loaded.getLast().paths(), content.validBytes(), content.index());
  }

  /**
   * An empty log: there are no segments, or they end before the log is said to start. Then a file
   * tells the start, for the checkpoint that says so may be lost.
   */
  private SegmentContent startAnew(long offset) throws IOException {
    if (!loaded.isEmpty()) {
      LOG.warn("{} ends before its start offset and begins anew at {}", folder.path(), offset);
      volume.open(folder.paths(offset).log(), OpenMode.WRITE).close();
      deleteFrom(0);
      loaded.clear();
    }
    SegmentIndex index = SegmentIndex.empty(offset);
    loaded.add(new Segment(folder.paths(offset), 0, index));
    return new SegmentContent(0, 0, offset, RecordBatch.NO_TIMESTAMP, index);
  }
}
