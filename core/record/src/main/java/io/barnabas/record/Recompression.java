package io.barnabas.record;

import java.nio.ByteBuffer;

/**
 * Changes the codec of a batch, for topics whose {@code compression.type} is not the producer's.
 */
public final class Recompression {
  private Recompression() {}

  /**
   * A copy of the v2 batch in which only the codec differs: header and records stay as they are,
   * byte for byte, but for size, attributes and checksum.
   *
   * @param maxExpandedBytes what the records may come to when decompressed
   * @throws InvalidBatchException if the records cannot be decompressed within that
   */
  public static ByteBuffer recompress(
      RecordBatch batch, CompressionType compression, int level, int maxExpandedBytes) {
    ByteBuffer plain = batch.compression().decompress(batch.packedRecords(), maxExpandedBytes);
    GrowingBuffer out = new GrowingBuffer(batch.sizeBytes(), GrowingBuffer.UNBOUNDED);
    out.write(batch.bytes().limit(RecordBatch.HEADER_BYTES));
    compression.compress(plain, level, out);
    ByteBuffer result = out.written();
    int otherAttributes = batch.attributes() & ~RecordBatch.COMPRESSION_MASK;
    result.putInt(RecordBatch.LENGTH_OFFSET, result.limit() - RecordBatch.LOG_OVERHEAD_BYTES);
    result.putShort(RecordBatch.ATTRIBUTES_OFFSET, (short) (otherAttributes | compression.id()));
    RecordBatch.at(result, 0).renewCrc();
    return result;
  }
}
