package io.barnabas.record;

import static io.barnabas.record.InvalidBatchException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.protocol.primitive.Varint;
import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a v2 batch, one at a step. */
final class RecordIterator implements Iterator<Record> {
  private final RecordBatch batch;
  private final ByteBuffer in;
  private int left;

  /**
   * @param records the batch's records, no longer compressed
   */
  RecordIterator(RecordBatch batch, ByteBuffer records) {
    this.batch = batch;
    this.in = records;
    this.left = batch.recordCount();
    require(left >= 0, "a negative record count");
  }

  @Override
  public boolean hasNext() {
    if (left == 0) {
      require(!in.hasRemaining(), "bytes are left after the last record");
      return false;
    }
    return true;
  }

  @Override
  public Record next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    left--;
    try {
      return readRecord();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new InvalidBatchException(
          Reason.INVALID_RECORD, "a record of " + batch + " is cut off or malformed", e);
    }
  }

  private Record readRecord() {
    int sizeBytes = Varint.readSigned(in);
    int end = in.position() + sizeBytes;
    require(sizeBytes >= 0 && sizeBytes <= in.remaining(), "a record is longer than its batch");
    in.get(); // the record's attributes, of which none is in use
    long timestampMs = batch.baseTimestamp() + Varint.readSignedLong(in);
    long offset = batch.baseOffset() + Varint.readSigned(in);
    ByteBuffer key = readBytes();
    ByteBuffer value = readBytes();
    List<RecordHeader> headers = readHeaders();
    require(in.position() == end, "a record's size disagrees with its fields");
    if (batch.timestampType() == TimestampType.LOG_APPEND_TIME) {
      timestampMs = batch.maxTimestamp();
    }
    return new Record(offset, timestampMs, key, value, headers);
  }

  private @Nullable ByteBuffer readBytes() {
    int length = Varint.readSigned(in);
    return length < 0 ? null : take(length);
  }

  private List<RecordHeader> readHeaders() {
    int count = Varint.readSigned(in);
    require(count >= 0, "a negative number of headers");
    if (count == 0) {
      return List.of();
    }
    List<RecordHeader> headers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer key = readBytes();
      require(key != null, "a header without a key");
      headers.add(new RecordHeader(UTF_8.decode(key).toString(), readBytes()));
    }
    return headers;
  }

  private ByteBuffer take(int length) {
    require(length <= in.remaining(), "a field is longer than its record");
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }
}
