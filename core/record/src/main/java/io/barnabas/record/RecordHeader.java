package io.barnabas.record;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A header of a record (KIP-82). Keys may repeat; values may be null. */
public record RecordHeader(String key, @Nullable ByteBuffer value) {}
