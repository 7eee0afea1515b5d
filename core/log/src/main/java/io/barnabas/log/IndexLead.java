package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an offset index leads who reads a segment's batches. No checksum covers an index, so what
 * it says is held against the batch that should be there. Blocking.
 *
 * @param log the segment's file
 * @param limitBytes how much of it is there
 */
record IndexLead(Volume volume, SegmentPaths paths, VolumeFile log, long limitBytes) {
  private static final Logger LOG = LoggerFactory.getLogger(IndexLead.class);

  /** Where a scan for an offset begins: at a batch that is not behind it, or at 0. */
  long startFor(long offset, int maxEntries) throws IOException {
    int position = IndexFile.floorPosition(volume, paths, maxEntries, offset);
    if (position == 0) {
      return 0;
    }
    BatchScanner scanner = scannerAt(position);
    RecordBatch first = scanner.next();
    boolean isRight = first != null && first.baseOffset() <= offset && scanner.whole().isCrcValid();
    return isRight ? position : astray(position, 0);
  }

  /**
   * Where the batch of the last entry begins, 0 without entries, -1 if there is none. That it is a
   * batch shows when others follow it to the file's very end.
   */
  long lastBatch() throws IOException {
    int position = IndexFile.floorPosition(volume, paths, Integer.MAX_VALUE, Long.MAX_VALUE);
    boolean isRight = position == 0 || scannerAt(position).next() != null;
    return isRight ? position : astray(position, -1);
  }

  private BatchScanner scannerAt(int position) {
    boolean isInside = position > 0 && position < limitBytes;
    return new BatchScanner(log, isInside ? position : limitBytes, limitBytes);
  }

  private long astray(int position, long instead) {
    LOG.error("{} is damaged: it leads to position {}", paths.offsetIndex(), position);
    return instead;
  }
}
