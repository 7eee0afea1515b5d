package io.barnabas.client.producer;

import io.barnabas.record.RecordHeader;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to send.
 *
 * @param partition null to let the partitioner choose
 * @param timestampMs milliseconds since the epoch
 * @param value null for a tombstone
 */
public record OutgoingRecord(
    String topic,
    @Nullable Integer partition,
    long timestampMs,
    @Nullable ByteBuffer key,
    @Nullable ByteBuffer value,
    List<RecordHeader> headers) {
  /** What a record takes beside key, value and headers, at most. */
  private static final int OVERHEAD_BYTES = 32;

  int maxSizeBytes() {
    int size = OVERHEAD_BYTES + bytes(key) + bytes(value);
    for (RecordHeader header : headers) {
      size += OVERHEAD_BYTES + 3 * header.key().length() + bytes(header.value());
    }
    return size;
  }

  private static int bytes(@Nullable ByteBuffer buffer) {
    return buffer == null ? 0 : buffer.remaining();
  }
}
