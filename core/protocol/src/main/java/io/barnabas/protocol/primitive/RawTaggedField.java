package io.barnabas.protocol.primitive;

import java.nio.ByteBuffer;

/**
 * A tagged field as bytes, kept so that it is written again as it came.
 *
 * @param bytes the content between position and limit, not to be changed
 */
public record RawTaggedField(int tag, ByteBuffer bytes) {}
