package io.barnabas.record;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The batches that lie end to end between a buffer's position and its limit, of any message format.
 * The buffer's position is never moved. Sizes are checked against the bytes that are there;
 * checksums are not, see {@link RecordBatch#isCrcValid()}.
 */
public final class RecordBatches implements Iterable<RecordBatch> {
  private final ByteBuffer buffer;
  private final boolean partialTailAllowed;

  private RecordBatches(ByteBuffer buffer, boolean partialTailAllowed) {
    this.buffer = buffer;
    this.partialTailAllowed = partialTailAllowed;
  }

  /** Batches that must fill the buffer to its last byte; iteration throws if they do not. */
  public static RecordBatches whole(ByteBuffer buffer) {
    return new RecordBatches(buffer, false);
  }

  /** Batches of which the last may be cut off, as in the answer to a fetch; it is left out. */
  public static RecordBatches withPartialTail(ByteBuffer buffer) {
    return new RecordBatches(buffer, true);
  }

  /**
   * Walks the batches in order. A step throws {@link InvalidBatchException} where the bytes cannot
   * be a batch: a size too small for its header, an unknown message format, or, unless a partial
   * tail is allowed, fewer bytes than the size says.
   */
  @Override
  public Cursor iterator() {
    return new Cursor();
  }

  /** Bytes from the buffer's position to the end of the last whole batch. */
  public int wholeBytes() {
    Cursor cursor = iterator();
    while (cursor.hasNext()) {
      cursor.next();
    }
    return cursor.position() - buffer.position();
  }

  /** A place between two batches. */
  public final class Cursor implements Iterator<RecordBatch> {
    private int position = buffer.position();

    private Cursor() {}

    /** Absolute index in the buffer of the next batch. */
    public int position() {
      return position;
    }

    @Override
    public boolean hasNext() {
      int remaining = buffer.limit() - position;
      if (remaining == 0) {
        return false;
      }
      if (remaining < RecordBatch.MIN_HEADER_BYTES) {
        return endAtPartialBatch(remaining);
      }
      int sizeBytes = checkedSizeBytes();
      return sizeBytes <= remaining || endAtPartialBatch(remaining);
    }

    @Override
    public RecordBatch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      RecordBatch batch = RecordBatch.at(buffer, position);
      position += batch.sizeBytes();
      return batch;
    }

    private boolean endAtPartialBatch(int remaining) {
      if (partialTailAllowed) {
        return false;
      }
      throw new InvalidBatchException(
          Reason.CORRUPT_MESSAGE, "the last " + remaining + " bytes are not a whole batch");
    }

    private int checkedSizeBytes() {
      RecordBatch batch = RecordBatch.at(buffer, position);
      int lengthField = buffer.getInt(position + RecordBatch.LENGTH_OFFSET);
      int least = RecordBatch.minSizeBytes(batch.magic());
      if (lengthField < least - RecordBatch.LOG_OVERHEAD_BYTES
          || lengthField > Integer.MAX_VALUE - RecordBatch.LOG_OVERHEAD_BYTES) {
        throw new InvalidBatchException(
            Reason.CORRUPT_MESSAGE, "a batch claims a length of " + lengthField + " bytes");
      }
      return batch.sizeBytes();
    }
  }
}
