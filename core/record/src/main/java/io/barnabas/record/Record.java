package io.barnabas.record;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoded record. Key and value share the memory of the batch they were read from, or of its
 * decompressed copy.
 *
 * @param timestampMs milliseconds since the epoch, -1 if the record has none
 * @param value null in a tombstone
 */
@SuppressWarnings("JavaLangClash") // the field's own name
public record Record(
    long offset,
    long timestampMs,
    @Nullable ByteBuffer key,
    @Nullable ByteBuffer value,
    List<RecordHeader> headers) {}
