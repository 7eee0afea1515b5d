package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A question to the files of one segment: where is what a reader wants?
 *
 * @param file the log file if it is open; the lookup owns a reference to it
 * @param fileBytes how much of the file counts; what is still in memory lies behind it
 * @param isAllInFile whether nothing of the segment is in memory only
 * @param indexPosition where the scan for the offset begins, if memory told, else {@link
 *     OffsetIndex#ASK_FILE}
 * @param maxIndexEntries how much of the index file counts
 */
record SegmentLookup(
    SegmentPaths paths,
    @Nullable VolumeFile file,
    long fileBytes,
    boolean isAllInFile,
    int indexPosition,
    int maxIndexEntries,
    ReadRequest request) {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentLookup.class);

  /**
   * What was found.
   *
   * @param file the log file, of which the receiver owns a reference
   * @param span null when the segment holds nothing at or after the offset
   */
  record Answer(VolumeFile file, @Nullable SegmentSpan span) {}

  static SegmentLookup of(Segment segment, ReadRequest request) {
    SegmentIndex index = segment.index();
    VolumeFile file = segment.file();
    return new SegmentLookup(
        segment.paths(),
        file == null ? null : file.retain(),
        segment.fileBytes(),
        segment.fileBytes() == segment.writtenBytes(),
        index == null ? OffsetIndex.ASK_FILE : index.offsets().floorPosition(request.offset()),
        index == null ? Integer.MAX_VALUE : index.offsets().fileEntries(),
        request);
  }

  /** Blocking. */
  Answer run(Volume volume) throws IOException {
    VolumeFile opened = file != null ? file : volume.open(paths.log(), OpenMode.READ);
    try {
      return new Answer(opened, find(volume, opened));
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private @Nullable SegmentSpan find(Volume volume, VolumeFile log) throws IOException {
    long from = indexPosition;
    if (indexPosition == OffsetIndex.ASK_FILE) {
      from = IndexFile.floorPosition(volume, paths, maxIndexEntries, request.offset());
    }
    boolean isFromFile = indexPosition == OffsetIndex.ASK_FILE;
    boolean isInside = !isFromFile || (from >= 0 && from < fileBytes);
    BatchScanner scanner = new BatchScanner(log, isInside ? from : 0, fileBytes);
    RecordBatch first = scanHolding(scanner, request.offset());
    if (isFromFile && from > 0 && isInside && isAstray(first, scanner, from)) {
      LOG.error("{} is damaged: it leads to position {}", paths.offsetIndex(), from);
      scanner = new BatchScanner(log, 0, fileBytes);
      first = scanHolding(scanner, request.offset());
    }
    if (first == null) {
      requireAllSeen(scanner);
      return null;
    }
    if (first.lastOffset() >= request.upperBoundOffset()) {
      return new SegmentSpan(scanner.position(), 0, scanner.position());
    }
    return new SegmentSpan(scanner.position(), first.sizeBytes(), end(scanner.position(), scanner));
  }

  /**
   * Whether an index has led to where no batch begins, which may look like one, or behind the batch
   * that is wanted: an entry is found only when its batch ends at the offset at the latest.
   */
  private boolean isAstray(@Nullable RecordBatch found, BatchScanner scanner, long from)
      throws IOException {
    return found == null
        ? scanner.end() == from || !isAllSeen(scanner)
        : scanner.position() == from && found.baseOffset() > request.offset();
  }

  /**
   * What goes from memory to the file goes in whole blocks: then its end may be the first part of a
   * batch.
   */
  private boolean isAllSeen(BatchScanner scanner) throws IOException {
    return scanner.end() >= fileBytes || (!isAllInFile && scanner.isCutOff());
  }

  /** Going on in the next segment would leave out what lies behind the damage. */
  private void requireAllSeen(BatchScanner scanner) throws IOException {
    if (!isAllSeen(scanner)) {
      LOG.error("{} is damaged at position {}", paths.log(), scanner.end());
      throw new DamagedSegmentException(paths.log(), scanner.end(), request.offset());
    }
  }

  /** Scans no further for the upper bound than the reader wants bytes. */
  private long end(long start, BatchScanner scanner) throws IOException {
    if (request.upperBoundOffset() == Long.MAX_VALUE) {
      return fileBytes;
    }
    long end = scanner.end();
    while (end - start < request.maxBytes()) {
      RecordBatch batch = scanner.next();
      if (batch == null || batch.lastOffset() >= request.upperBoundOffset()) {
        break;
      }
      end = scanner.end();
    }
    return end;
  }

  /** Moves to the first batch that ends at or after an offset. */
  static @Nullable RecordBatch scanHolding(BatchScanner scanner, long offset) throws IOException {
    RecordBatch batch = scanner.next();
    while (batch != null && batch.lastOffset() < offset) {
      batch = scanner.next();
    }
    return batch;
  }
}
