package io.barnabas.record;

import static io.barnabas.record.InvalidBatchException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.protocol.primitive.Varint;
import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the records of a v2 batch where they lie, without an object for each: who reads a million
 * of them reads them with a JVM that has just started, and pays for each call.
 */
public final class RecordCursor {
  private final RecordBatch batch;
  private final long baseOffset;
  private final long baseTimestampMs;
  private final boolean hasAppendTime;
  private final byte[] bytes;

  /** The indexes in the array of the next record, of the batch's end, and of the record's. */
  private int position;

  private final int batchEnd;
  private int recordEnd;

  private final ByteBuffer keyView;
  private final ByteBuffer valueView;
  private int left;
  private long offset;
  private long timestampMs;
  private boolean hasKey;
  private boolean hasValue;
  private int headerCount;
  private int headersStart;

  /**
   * @param records the batch's records, no longer compressed
   */
  RecordCursor(RecordBatch batch, ByteBuffer records) {
    this.batch = batch;
    baseOffset = batch.baseOffset();
    baseTimestampMs = batch.baseTimestamp();
    hasAppendTime = batch.timestampType() == TimestampType.LOG_APPEND_TIME;
    ByteBuffer in = records.hasArray() ? records : copyOf(records);
    bytes = in.array();
    position = in.arrayOffset() + in.position();
    batchEnd = in.arrayOffset() + in.limit();
    keyView = ByteBuffer.wrap(bytes);
    valueView = ByteBuffer.wrap(bytes);
    left = batch.recordCount();
    require(left >= 0, "a negative record count");
  }

  private static ByteBuffer copyOf(ByteBuffer in) {
    return ByteBuffer.allocate(in.remaining()).put(in.duplicate()).flip();
  }

  /**
   * Goes on to the next record; false when there is none.
   *
   * @throws InvalidBatchException if what follows is not a record
   */
  public boolean next() {
    if (left == 0) {
      require(position == batchEnd, "bytes are left after the last record");
      return false;
    }
    left--;
    try {
      readRecord();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new InvalidBatchException(
          Reason.INVALID_RECORD, "a record of " + batch + " is cut off or malformed", e);
    }
    return true;
  }

  /** Whether {@link #next} has more to look at. */
  boolean hasNext() {
    if (left == 0) {
      require(position == batchEnd, "bytes are left after the last record");
    }
    return left > 0;
  }

  private void readRecord() {
    recordEnd = batchEnd;
    int sizeBytes = readInt();
    require(sizeBytes > 0 && sizeBytes <= batchEnd - position, "a record is longer than its batch");
    recordEnd = position + sizeBytes;
    position++; // the record's attributes, of which none is in use
    timestampMs = baseTimestampMs + readLong();
    offset = baseOffset + readInt();
    hasKey = readBytes(keyView);
    hasValue = readBytes(valueView);
    passHeaders();
    require(position == recordEnd, "a record's size disagrees with its fields");
    if (hasAppendTime) {
      timestampMs = batch.maxTimestamp();
    }
  }

  private boolean readBytes(ByteBuffer view) {
    int length = readInt();
    if (length < 0) {
      return false;
    }
    int start = position;
    pass(length);
    view.limit(position).position(start);
    return true;
  }

  private void pass(int length) {
    require(length <= recordEnd - position, "a field is longer than its record");
    position += length;
  }

  private void passHeaders() {
    headerCount = readInt();
    headersStart = position;
    require(headerCount >= 0, "a negative number of headers");
    for (int i = 0; i < headerCount; i++) {
      int keyLength = readInt();
      require(keyLength >= 0, "a header without a key");
      pass(keyLength);
      pass(Math.max(0, readInt()));
    }
  }

  /** Nearly all lengths and differences take one or two bytes. */
  private int readInt() {
    int at = position;
    if (at + 1 < recordEnd) {
      int first = bytes[at];
      int second = bytes[at + 1];
      if (first >= 0) {
        position = at + 1;
        return unzigzag(first);
      }
      if (second >= 0) {
        position = at + 2;
        return unzigzag((first & 0x7f) | (second << 7));
      }
    }
    ByteBuffer rest = rest();
    int value = Varint.readSigned(rest);
    position = rest.position();
    return value;
  }

  private long readLong() {
    int first = position < recordEnd ? bytes[position] : -1;
    if (first >= 0) {
      position++;
      return unzigzag(first);
    }
    ByteBuffer rest = rest();
    long value = Varint.readSignedLong(rest);
    position = rest.position();
    return value;
  }

  private static int unzigzag(int raw) {
    return (raw >>> 1) ^ -(raw & 1);
  }

  private ByteBuffer rest() {
    return ByteBuffer.wrap(bytes, position, recordEnd - position);
  }

  public long offset() {
    return offset;
  }

  /** Milliseconds since the epoch, -1 if the record has none. */
  public long timestampMs() {
    return timestampMs;
  }

  /** The key; the buffer is the cursor's own and changes with the next step. */
  public @Nullable ByteBuffer key() {
    return hasKey ? keyView : null;
  }

  /** The value, null in a tombstone; the buffer is the cursor's own, as the key's. */
  public @Nullable ByteBuffer value() {
    return hasValue ? valueView : null;
  }

  /** The headers, in memory that stays. */
  List<RecordHeader> headers() {
    if (headerCount == 0) {
      return List.of();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, headersStart, recordEnd - headersStart);
    List<RecordHeader> headers = new ArrayList<>();
    for (int i = 0; i < headerCount; i++) {
      String key = UTF_8.decode(take(in, Varint.readSigned(in))).toString();
      int valueLength = Varint.readSigned(in);
      headers.add(new RecordHeader(key, valueLength < 0 ? null : take(in, valueLength)));
    }
    return headers;
  }

  private static ByteBuffer take(ByteBuffer in, int length) {
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }
}
