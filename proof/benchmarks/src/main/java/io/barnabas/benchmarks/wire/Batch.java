package io.barnabas.benchmarks.wire;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * An uncompressed record batch of format v2 whose records have no key, no headers and values of the
 * same size. Built once and sent many times; a broker accepts it as often as it comes while its
 * producer id is -1.
 */
public final class Batch {
  static final int CRC_AT = 17;
  static final int CHECKED_FROM = 21;
  static final int PRODUCER_ID_AT = 43;
  static final int PRODUCER_EPOCH_AT = 51;
  static final int BASE_SEQUENCE_AT = 53;

  private static final int HEADER_BYTES = 61;
  private static final int LENGTH_COUNTS_FROM = 12;
  private static final byte MAGIC = 2;
  private static final int NONE = -1;

  private final byte[] bytes;
  private final int recordCount;

  private Batch(byte[] bytes, int recordCount) {
    this.bytes = bytes;
    this.recordCount = recordCount;
  }

  /**
   * Builds a batch.
   *
   * @param recordCount how many records, at least 1
   * @param valueBytes size of each record's value; the bytes are chance, so that they do not
   *     compress
   * @param timestampMs the records' create time
   */
  public static Batch of(int recordCount, int valueBytes, long timestampMs) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + recordCount * (valueBytes + 24));
    out.position(HEADER_BYTES);
    SplittableRandom random = new SplittableRandom(recordCount);
    for (int delta = 0; delta < recordCount; delta++) {
      putRecord(out, delta, randomValue(random, valueBytes));
    }
    putHeader(out, recordCount, timestampMs);
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    seal(ByteBuffer.wrap(bytes), 0, bytes.length);
    return new Batch(bytes, recordCount);
  }

  /** Size of the batch on the wire and on disk. */
  public int sizeInBytes() {
    return bytes.length;
  }

  public int recordCount() {
    return recordCount;
  }

  /** The batch itself; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Puts into the batch at {@code batchAt} of {@code frame} the CRC-32C of its present contents.
   */
  static void seal(ByteBuffer frame, int batchAt, int sizeInBytes) {
    CRC32C crc = new CRC32C();
    crc.update(frame.slice(batchAt + CHECKED_FROM, sizeInBytes - CHECKED_FROM));
    frame.putInt(batchAt + CRC_AT, (int) crc.getValue());
  }

  private static byte[] randomValue(SplittableRandom random, int valueBytes) {
    byte[] value = new byte[valueBytes];
    random.nextBytes(value);
    return value;
  }

  private static void putRecord(ByteBuffer out, int offsetDelta, byte[] value) {
    int bodyBytes =
        1 + 1 + zigzagBytes(offsetDelta) + 1 + zigzagBytes(value.length) + value.length + 1;
    putZigzag(out, bodyBytes);
    out.put((byte) 0);
    putZigzag(out, 0);
    putZigzag(out, offsetDelta);
    putZigzag(out, NONE);
    putZigzag(out, value.length);
    out.put(value);
    putZigzag(out, 0);
  }

  private static void putHeader(ByteBuffer out, int recordCount, long timestampMs) {
    int end = out.position();
    out.position(0);
    out.putLong(0).putInt(end - LENGTH_COUNTS_FROM).putInt(NONE).put(MAGIC).putInt(0);
    out.putShort((short) 0).putInt(recordCount - 1).putLong(timestampMs).putLong(timestampMs);
    out.putLong(NONE).putShort((short) NONE).putInt(NONE).putInt(recordCount);
    out.position(end);
  }

  private static int zigzagBytes(int value) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(zigzag(value) | 1);
    return (bits + 6) / 7;
  }

  private static void putZigzag(ByteBuffer out, int value) {
    int rest = zigzag(value);
    while ((rest & ~0x7f) != 0) {
      out.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static int zigzag(int value) {
    return (value << 1) ^ (value >> 31);
  }
}
