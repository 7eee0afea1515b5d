package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.log.journal.JournalSpan;
import io.barnabas.log.journal.RecoveredAppend;
import io.barnabas.log.journal.RecoveredLog;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into a log's segments what only the journal has of it. Blocking. Done twice it changes
 * nothing: what is in the segments already is left out.
 */
final class JournalReplay {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

  private final Volume volume;
  private final LogFolder folder;
  private final RecoveredLog content;
  private long replayedBytes;

  JournalReplay(Volume volume, LogFolder folder, RecoveredLog content) {
    this.volume = volume;
    this.folder = folder;
    this.content = content;
  }

  /**
   * Adds what belongs behind the end of a log.
   *
   * @param last what the last segment holds; its file ends with its last batch
   * @return whether anything was added
   */
  boolean run(SegmentPaths lastPaths, SegmentContent last) throws IOException {
    SegmentPaths paths = lastPaths;
    long end = last.validBytes();
    long nextOffset = last.nextOffset();
    for (RecoveredAppend append : content.appends()) {
      JournalSpan span = append.span();
      if (span.durableOffset() > nextOffset
          || (span.baseOffset() > nextOffset && content.isDamaged())) {
        throw missing(nextOffset, span);
      }
      if (span.nextOffset() <= nextOffset || span.baseOffset() > nextOffset) {
        continue; // is there already, or comes behind what failed
      }
      if (span.segmentBaseOffset() > paths.baseOffset() && span.segmentBaseOffset() == nextOffset) {
        paths = folder.paths(nextOffset);
        end = 0;
      }
      ByteBuffer batches = missingIn(append, nextOffset);
      if (batches.hasRemaining()) {
        nextOffset = endOffset(batches);
        SegmentPaths before = paths;
        paths = holding(before, batches);
        add(paths, end, batches);
        end += batches.remaining();
        if (!paths.equals(before)) {
          LogFolder.deleteSegment(volume, before);
          folder.segmentBytes().remove(before.baseOffset());
        }
      }
    }
    if (replayedBytes > 0) {
      LOG.info(
          "{}: {} bytes from the journal, offsets {} to {}",
          folder.path(),
          replayedBytes,
          last.nextOffset(),
          nextOffset - 1);
    }
    return replayedBytes > 0;
  }

  private LogException missing(long nextOffset, JournalSpan append) {
    return new LogException.StorageFailure(
        "%s: acknowledged records from offset %d to %d are lost: %s"
            .formatted(folder.path(), nextOffset, append.baseOffset() - 1, content.explanation()),
        null);
  }

  /** An append's batches but those that the log has, and those that were cut off. */
  private ByteBuffer missingIn(RecoveredAppend append, long nextOffset) throws IOException {
    ByteBuffer bytes = read(append);
    int from = bytes.position();
    int to = from;
    for (RecordBatch batch : RecordBatches.whole(bytes)) {
      if (batch.nextOffset() <= nextOffset) {
        from += batch.sizeBytes();
        to = from;
      } else if (batch.nextOffset() <= append.span().nextOffset()) {
        to += batch.sizeBytes();
      }
    }
    return bytes.position(from).limit(to);
  }

  /**
   * The segment that batches go to. A log that begins anew at its log start offset has an empty
   * segment there; if that offset is in the middle of a batch, the segment begins with the batch.
   */
  private SegmentPaths holding(SegmentPaths last, ByteBuffer batches) {
    long firstOffset = RecordBatch.at(batches, batches.position()).baseOffset();
    return firstOffset < last.baseOffset() ? folder.paths(firstOffset) : last;
  }

  private static long endOffset(ByteBuffer batches) {
    long end = 0;
    for (RecordBatch batch : RecordBatches.whole(batches)) {
      end = batch.nextOffset();
    }
    return end;
  }

  private void add(SegmentPaths paths, long position, ByteBuffer batches) throws IOException {
    int sizeBytes = batches.remaining();
    try (VolumeFile log = volume.open(paths.log(), OpenMode.WRITE)) {
      log.write(position, batches.duplicate());
    }
    folder.segmentBytes().put(paths.baseOffset(), position + sizeBytes);
    replayedBytes += sizeBytes;
  }

  private ByteBuffer read(RecoveredAppend append) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(append.sizeBytes());
    try (VolumeFile file = volume.open(append.file(), OpenMode.READ)) {
      file.read(bytes, append.position());
    }
    return bytes.flip();
  }
}
