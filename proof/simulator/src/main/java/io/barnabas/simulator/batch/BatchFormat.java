package io.barnabas.simulator.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Kafka's record batch, version 2, without compression, keys and headers. */
public final class BatchFormat {
  private static final int LENGTH_AT = 8;
  private static final int EPOCH_AT = 12;
  private static final int MAGIC_AT = 16;
  private static final int CRC_AT = 17;
  private static final int ATTRIBUTES_AT = 21;
  private static final int HEADER_BYTES = 61;
  private static final int BEFORE_LENGTH_BYTES = 12;
  private static final byte MAGIC = 2;
  private static final int MAX_VARINT_BYTES = 5;

  private BatchFormat() {}

  /** A batch as a producer sends it; all its records have one time. */
  public static ByteBuffer encode(Sender sender, long timestampMs, List<Value> values) {
    List<byte[]> records = new ArrayList<>();
    int sizeBytes = HEADER_BYTES;
    for (int index = 0; index < values.size(); index++) {
      byte[] record = encodeRecord(index, values.get(index));
      records.add(record);
      sizeBytes += record.length;
    }
    ByteBuffer batch = ByteBuffer.allocate(sizeBytes);
    batch.putLong(0).putInt(sizeBytes - BEFORE_LENGTH_BYTES).putInt(-1).put(MAGIC).putInt(0);
    batch.putShort((short) 0).putInt(values.size() - 1).putLong(timestampMs).putLong(timestampMs);
    batch.putLong(sender.producerId()).putShort(sender.epoch()).putInt(sender.baseSequence());
    batch.putInt(values.size());
    records.forEach(batch::put);
    return batch.flip().putInt(CRC_AT, checksum(batch));
  }

  private static byte[] encodeRecord(int index, Value value) {
    byte[] bytes = value.toBytes();
    ByteBuffer body = ByteBuffer.allocate(bytes.length + 4 * MAX_VARINT_BYTES);
    body.put((byte) 0);
    putVarint(body, 0);
    putVarint(body, index);
    putVarint(body, -1);
    putVarint(body, bytes.length);
    body.put(bytes);
    putVarint(body, 0);
    body.flip();
    ByteBuffer record = ByteBuffer.allocate(body.remaining() + MAX_VARINT_BYTES);
    putVarint(record, body.remaining());
    record.put(body).flip();
    byte[] encoded = new byte[record.remaining()];
    record.get(encoded);
    return encoded;
  }

  /** Reads whole batches; a last one that is cut off is left out. */
  public static List<SeenBatch> decode(ByteBuffer bytes) {
    List<SeenBatch> batches = new ArrayList<>();
    decodeInto(batches, bytes);
    return batches;
  }

  /** Reads the batches of a file that may be damaged, up to the damage. */
  public static List<SeenBatch> decodeUndamaged(ByteBuffer bytes) {
    List<SeenBatch> batches = new ArrayList<>();
    try {
      decodeInto(batches, bytes);
    } catch (DamagedBatchException e) {
      // What lies before it counts.
    }
    return batches;
  }

  /**
   * Whether a byte of a segment is of a batch's base offset or leader epoch: no checksum covers
   * these, because a broker changes them.
   *
   * @param segment all of it; a torn end has no batches
   */
  public static boolean isUnprotected(ByteBuffer segment, long position) {
    long at = 0;
    while (position >= at + HEADER_BYTES) {
      int sizeBytes = BEFORE_LENGTH_BYTES + segment.getInt((int) at + LENGTH_AT);
      if (sizeBytes < HEADER_BYTES || position < at + sizeBytes) {
        return false;
      }
      at += sizeBytes;
    }
    long within = position - at;
    return within < LENGTH_AT || (within >= EPOCH_AT && within < MAGIC_AT);
  }

  private static void decodeInto(List<SeenBatch> batches, ByteBuffer bytes) {
    ByteBuffer rest = bytes.slice();
    while (rest.remaining() >= HEADER_BYTES) {
      int sizeBytes = BEFORE_LENGTH_BYTES + rest.getInt(LENGTH_AT);
      require(sizeBytes >= HEADER_BYTES, "a batch of " + sizeBytes + " bytes");
      if (sizeBytes > rest.remaining()) {
        break;
      }
      batches.add(decodeBatch(rest.slice(0, sizeBytes)));
      rest = rest.slice(sizeBytes, rest.remaining() - sizeBytes);
    }
  }

  private static SeenBatch decodeBatch(ByteBuffer batch) {
    require(batch.get(MAGIC_AT) == MAGIC, "magic " + batch.get(MAGIC_AT));
    require(batch.getInt(CRC_AT) == checksum(batch), "a wrong checksum");
    long baseOffset = batch.getLong(0);
    int leaderEpoch = batch.getInt(EPOCH_AT);
    batch.position(ATTRIBUTES_AT);
    require(batch.getShort() == 0, "attributes that were not sent");
    int lastOffsetDelta = batch.getInt();
    long timestampMs = batch.getLong();
    require(batch.getLong() == timestampMs, "a largest timestamp that was not sent");
    Sender sender = new Sender(batch.getLong(), batch.getShort(), batch.getInt());
    int count = batch.getInt();
    require(count == lastOffsetDelta + 1, count + " records over " + lastOffsetDelta);
    List<Value> values = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      values.add(decodeRecord(batch, index));
    }
    require(!batch.hasRemaining(), batch.remaining() + " bytes behind the records");
    return new SeenBatch(baseOffset, leaderEpoch, sender, timestampMs, values);
  }

  private static Value decodeRecord(ByteBuffer batch, int index) {
    int sizeBytes = getVarint(batch);
    int end = batch.position() + sizeBytes;
    require(batch.get() == 0, "record attributes that were not sent");
    require(getVarint(batch) == 0, "a timestamp that was not sent");
    require(getVarint(batch) == index, "offset deltas out of order");
    require(getVarint(batch) == -1, "a key that was not sent");
    int valueBytes = getVarint(batch);
    Value value = Value.of(batch.slice(batch.position(), valueBytes));
    batch.position(batch.position() + valueBytes);
    require(getVarint(batch) == 0, "headers that were not sent");
    require(batch.position() == end, "a record of a wrong size");
    return value;
  }

  private static int checksum(ByteBuffer batch) {
    CRC32C crc = new CRC32C();
    crc.update(batch.slice(ATTRIBUTES_AT, batch.limit() - ATTRIBUTES_AT));
    return (int) crc.getValue();
  }

  private static void putVarint(ByteBuffer target, int value) {
    int rest = value << 1 ^ value >> 31;
    while ((rest & ~0x7f) != 0) {
      target.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    target.put((byte) rest);
  }

  private static int getVarint(ByteBuffer source) {
    int value = 0;
    int shift = 0;
    byte next;
    do {
      next = source.get();
      value |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value >>> 1 ^ -(value & 1);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new DamagedBatchException(otherwise);
    }
  }
}
