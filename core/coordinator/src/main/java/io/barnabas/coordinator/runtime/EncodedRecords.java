package io.barnabas.coordinator.runtime;

import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision's records as bytes.
 *
 * @param maxBytes what they take at most in a batch that is not compressed
 */
record EncodedRecords(List<KeyValue> records, int maxBytes) {
  /** A record's size, attributes, two deltas, the lengths of key and value, and no headers. */
  private static final int MAX_OVERHEAD_BYTES = 5 + 1 + 10 + 5 + 5 + 5 + 1;

  record KeyValue(ByteBuffer key, @Nullable ByteBuffer value) {
    int sizeBytes() {
      return key.remaining() + (value == null ? 0 : value.remaining());
    }
  }

  static EncodedRecords of(List<CoordinatorRecord> records) {
    List<KeyValue> encoded = new ArrayList<>(records.size());
    int maxBytes = 0;
    for (CoordinatorRecord record : records) {
      KeyValue next =
          new KeyValue(RecordCodec.encodeKey(record.key()), RecordCodec.encodeValue(record));
      encoded.add(next);
      maxBytes = Math.addExact(maxBytes, next.sizeBytes() + MAX_OVERHEAD_BYTES);
    }
    return new EncodedRecords(encoded, maxBytes);
  }

  void addTo(RecordBatchBuilder batch, long timestampMs) {
    for (KeyValue record : records) {
      batch.add(timestampMs, record.key(), record.value());
    }
  }
}
