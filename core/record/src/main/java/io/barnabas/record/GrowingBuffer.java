package io.barnabas.record;

import io.barnabas.record.InvalidBatchException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Bytes of which nobody knows how many will come, up to a bound. Memory is taken as bytes arrive,
 * never for what somebody claims will arrive.
 */
public final class GrowingBuffer extends OutputStream {
  /** The largest array every JVM can allocate. */
  public static final int UNBOUNDED = Integer.MAX_VALUE - 8;

  private static final int READ_STEP_BYTES = 4096;

  private final int maxBytes;
  private ByteBuffer buffer;

  /**
   * @param maxBytes beyond which writing throws {@link InvalidBatchException} with the reason
   *     {@link Reason#MESSAGE_TOO_LARGE}
   */
  public GrowingBuffer(int initialBytes, int maxBytes) {
    this.maxBytes = maxBytes;
    this.buffer = ByteBuffer.allocate(Math.min(initialBytes, maxBytes));
  }

  /** The buffer to write to at its position, with room for the given number of bytes. */
  public ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      grow((long) buffer.position() + bytes);
    }
    return buffer;
  }

  @Override
  public void write(int value) {
    room(1).put((byte) value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    room(length).put(bytes, offset, length);
  }

  /** Writes what is between the position and the limit, and leaves both where they are. */
  public void write(ByteBuffer bytes) {
    room(bytes.remaining()).put(bytes.duplicate());
  }

  /** Writes the stream to its end. */
  void writeAll(InputStream in) throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      write(next);
      int wanted = Math.min(READ_STEP_BYTES, maxBytes - buffer.position());
      ByteBuffer room = room(wanted);
      int read = in.read(room.array(), room.arrayOffset() + room.position(), room.remaining());
      room.position(room.position() + Math.max(0, read));
    }
  }

  /** Bytes written so far. */
  public int sizeBytes() {
    return buffer.position();
  }

  /** What was written so far, sharing the memory. */
  public ByteBuffer written() {
    return buffer.slice(0, buffer.position());
  }

  private void grow(long neededBytes) {
    if (neededBytes > maxBytes) {
      throw new InvalidBatchException(
          Reason.MESSAGE_TOO_LARGE, "the bytes come to more than the limit of " + maxBytes);
    }
    long doubled = Math.max(neededBytes, 2L * buffer.capacity());
    ByteBuffer larger = ByteBuffer.allocate((int) Math.min(doubled, maxBytes));
    buffer = larger.put(buffer.flip());
  }
}
