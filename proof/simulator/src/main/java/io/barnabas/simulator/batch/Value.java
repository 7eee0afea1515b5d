package io.barnabas.simulator.batch;

import java.nio.ByteBuffer;

/**
 * A record's value: who wrote it and the number that the writer gave it, which grows, and then a
 * filling that depends on both, so that a mixture of two values is seen.
 *
 * @param writer from 0 to 65535
 * @param number from 0, below 2^48
 */
public record Value(int writer, long number) implements Comparable<Value> {
  /** Writers from here on write long values. */
  public static final int LONG_WRITERS = 1 << 15;

  private static final int MAX_FILLING_BYTES = 200;
  private static final int MAX_LONG_FILLING_BYTES = 8_000;

  private static final int NUMBER_BITS = 48;

  long id() {
    return (long) writer << NUMBER_BITS | number;
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + fillingBytes()).putLong(id());
    while (bytes.hasRemaining()) {
      bytes.put((byte) (id() * 31 + bytes.position()));
    }
    return bytes.array();
  }

  private int fillingBytes() {
    return (int) Long.remainderUnsigned(id() * 0x9e3779b97f4a7c15L, longestFillingBytes());
  }

  private int longestFillingBytes() {
    return writer < LONG_WRITERS ? MAX_FILLING_BYTES : MAX_LONG_FILLING_BYTES;
  }

  /** Reads a value back; fails when it is not one that {@link #toBytes} made. */
  static Value of(ByteBuffer bytes) {
    if (bytes.remaining() >= Long.BYTES) {
      long id = bytes.getLong(bytes.position());
      Value value = new Value((int) (id >>> NUMBER_BITS), id & (1L << NUMBER_BITS) - 1);
      if (ByteBuffer.wrap(value.toBytes()).equals(bytes)) {
        return value;
      }
    }
    throw new DamagedBatchException("a value that nobody wrote");
  }

  @Override
  public int compareTo(Value other) {
    return Long.compareUnsigned(id(), other.id());
  }

  @Override
  public String toString() {
    return writer + "/" + number;
  }
}
