package io.barnabas.log;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import io.barnabas.record.RecordBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Batches read from a log: they begin with the batch that holds the offset asked for; the last one
 * may be cut off. Owns a reference to the segment's file while it is a {@link Outbound.FileBytes}:
 * who gets a result either hands its data on to a socket, which then owns it, or closes it.
 *
 * @param data the batches' bytes, empty when there are none to be had
 * @param firstBatchBytes size of the first batch, of which the data may hold a part; 0 when there
 *     is none
 */
public record ReadResult(Outbound.Piece data, int firstBatchBytes) implements Closeable {
  static final ReadResult EMPTY = of(ByteBuffer.allocate(0));

  static ReadResult of(FileSlice slice, int firstBatchBytes) {
    return new ReadResult(new Outbound.FileBytes(slice), firstBatchBytes);
  }

  /** Batches in memory, from the buffer's position to its limit. */
  public static ReadResult of(ByteBuffer batches) {
    boolean hasHeader = batches.remaining() >= RecordBatch.MIN_HEADER_BYTES;
    int firstBatchBytes =
        hasHeader ? RecordBatch.at(batches, batches.position()).sizeBytes() : batches.remaining();
    return new ReadResult(new Outbound.Bytes(batches), firstBatchBytes);
  }

  public int sizeBytes() {
    return data.sizeBytes();
  }

  public boolean isEmpty() {
    return sizeBytes() == 0;
  }

  /** Gives back the file of a result that is not handed on. */
  @Override
  public void close() throws IOException {
    if (data instanceof Outbound.FileBytes(FileSlice slice)) {
      slice.file().close();
    }
  }
}
