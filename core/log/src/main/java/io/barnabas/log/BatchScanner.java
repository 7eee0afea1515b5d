package io.barnabas.log;

import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the batches of a log file, reading their headers only unless a whole batch is asked
 * for. Stops at what cannot be a batch. Blocking.
 */
public final class BatchScanner {
  /** Enough for what lies between two index entries, mostly. */
  private static final int WINDOW_BYTES = 4096;

  private static final int LEGACY_MIN_BYTES = 26;

  private final VolumeFile file;
  private final long limit;
  private long position;
  private int sizeBytes;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowStart;

  /** Scans from the start of a batch up to a limit not above the file's size. */
  public BatchScanner(VolumeFile file, long position, long limit) {
    this.file = file;
    this.position = position;
    this.limit = limit;
  }

  /**
   * The next batch, of which only the header may be looked at; null when the limit is reached or
   * what follows is no batch that ends before it.
   */
  public @Nullable RecordBatch next() throws IOException {
    long start = end();
    if (limit - start < LEGACY_MIN_BYTES) {
      return null;
    }
    RecordBatch batch = load(start, (int) Math.min(RecordBatch.HEADER_BYTES, limit - start));
    if (!isPlausible(batch, limit - start)) {
      return null;
    }
    position = start;
    sizeBytes = batch.sizeBytes();
    return batch;
  }

  /**
   * Whether what {@link #next} gave no batch for may be one of which only the first part lies
   * before the limit.
   */
  boolean isCutOff() throws IOException {
    long available = limit - end();
    if (available < LEGACY_MIN_BYTES) {
      return available > 0;
    }
    RecordBatch batch = load(end(), (int) Math.min(RecordBatch.HEADER_BYTES, available));
    return hasKnownMagic(batch) && batch.sizeBytes() > available;
  }

  private static boolean hasKnownMagic(RecordBatch batch) {
    return batch.magic() >= 0 && batch.magic() <= RecordBatch.MAGIC_V2;
  }

  private static boolean isPlausible(RecordBatch batch, long available) {
    byte magic = batch.magic();
    if (!hasKnownMagic(batch)) {
      return false;
    }
    int least = magic == RecordBatch.MAGIC_V2 ? RecordBatch.HEADER_BYTES : LEGACY_MIN_BYTES;
    return batch.sizeBytes() >= least
        && batch.sizeBytes() <= available
        && batch.lastOffsetDelta() >= 0;
  }

  /** The batch that {@link #next} gave last, with all its bytes; they are valid until the next. */
  public RecordBatch whole() throws IOException {
    return load(position, sizeBytes);
  }

  /** Where in the file the batch that {@link #next} gave last begins. */
  long position() {
    return position;
  }

  /** Where in the file the batch that {@link #next} gave last ends. */
  long end() {
    return position + sizeBytes;
  }

  /** The length lies before the limit, so that no more is reserved than is there. */
  private RecordBatch load(long from, int lengthBytes) throws IOException {
    if (from < windowStart || from + lengthBytes > windowStart + window.limit()) {
      if (lengthBytes > window.capacity()) {
        window = ByteBuffer.allocate(lengthBytes);
      }
      window.clear().limit((int) Math.min(window.capacity(), limit - from));
      file.read(window, from);
      window.flip();
      windowStart = from;
      if (window.limit() < lengthBytes) {
        throw new MalformedFileException(file.path(), "shorter than it was");
      }
    }
    return RecordBatch.at(window, (int) (from - windowStart));
  }
}
