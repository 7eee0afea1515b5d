package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.CompactedBatch;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what compaction leaves of some segments into the {@code .cleaned} files of one. It ends at
 * the offset where they ended, if need be with a batch without records: so a gap between two
 * segments always means that something was lost, and the last segment always tells where the log
 * ends.
 */
final class SegmentRewrite implements CleaningStep {
  private final CleaningSource source;
  private final BatchRetention retention;
  private final SwapFiles files;
  private final int indexIntervalBytes;
  private final SegmentIndex index;
  private @Nullable ByteBuffer lastDropped;
  private long sizeBytes;
  private boolean begun;
  private boolean finished;

  /**
   * @param files of the segment that takes the place of those in the source
   */
  SegmentRewrite(
      CleaningSource source, BatchRetention retention, SwapFiles files, int indexIntervalBytes) {
    this.source = source;
    this.retention = retention;
    this.files = files;
    this.indexIntervalBytes = indexIntervalBytes;
    this.index = SegmentIndex.empty(files.target().baseOffset());
  }

  /** Bytes of the new log file; final when there are no slices left. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** The largest timestamp in it, -1 if there is none. */
  long largestTimestampMs() {
    return index.largestTimestampMs();
  }

  @Override
  public long slice(Volume volume, int aboutBytes) throws IOException {
    if (finished) {
      return -1;
    }
    if (!source.isAtEnd()) {
      return copy(volume, aboutBytes);
    }
    finish(volume);
    finished = true;
    return 0;
  }

  private long copy(Volume volume, int aboutBytes) throws IOException {
    List<ByteBuffer> retained = new ArrayList<>();
    long read = source.read(volume, aboutBytes, batch -> retain(batch, retained));
    try (VolumeFile log = openLog(volume)) {
      long position = sizeBytes;
      for (ByteBuffer bytes : retained) {
        note(RecordBatch.at(bytes, 0));
      }
      log.write(position, retained.toArray(ByteBuffer[]::new));
    }
    return read + retained.stream().mapToLong(ByteBuffer::limit).sum();
  }

  private VolumeFile openLog(Volume volume) throws IOException {
    VolumeFile log = volume.open(files.cleanedLog(), begun ? OpenMode.WRITE : OpenMode.TRUNCATE);
    begun = true;
    return log;
  }

  private boolean retain(RecordBatch batch, List<ByteBuffer> retained) {
    ByteBuffer bytes = retention.retain(batch);
    if (bytes == null) {
      lastDropped = CompactedBatch.emptied(batch);
    } else {
      lastDropped = null;
      retained.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
    }
    return true;
  }

  private void note(RecordBatch batch) throws MalformedFileException {
    if (sizeBytes + batch.sizeBytes() > Integer.MAX_VALUE) {
      throw new MalformedFileException(files.cleanedLog(), "grew beyond 2^31 bytes");
    }
    index.onBatch(batch, (int) sizeBytes, indexIntervalBytes);
    sizeBytes += batch.sizeBytes();
  }

  private void finish(Volume volume) throws IOException {
    try (VolumeFile log = openLog(volume)) {
      if (lastDropped != null) {
        long position = sizeBytes;
        note(RecordBatch.at(lastDropped, 0));
        log.write(position, lastDropped);
      }
      log.sync();
    }
    IndexTail entries = index.finish();
    write(volume, files.cleanedOffsetIndex(), entries.offsets());
    write(volume, files.cleanedTimeIndex(), entries.times());
  }

  private static void write(Volume volume, Path path, ByteBuffer entries) throws IOException {
    try (VolumeFile file = volume.open(path, OpenMode.TRUNCATE)) {
      file.write(0, entries);
      file.sync();
    }
  }
}
