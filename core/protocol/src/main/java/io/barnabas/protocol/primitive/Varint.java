package io.barnabas.protocol.primitive;

import java.nio.ByteBuffer;

/**
 * Integers in base 128, least significant group first, as in Protocol Buffers. The signed forms are
 * zigzag-coded. Malformed input is an {@link IllegalArgumentException}, missing bytes a {@link
 * java.nio.BufferUnderflowException}.
 */
public final class Varint {
  private static final int MAX_INT_BYTES = 5;
  private static final int MAX_LONG_BYTES = 10;

  private Varint() {}

  public static int readUnsigned(ByteBuffer in) {
    int value = 0;
    for (int i = 0; i < MAX_INT_BYTES; i++) {
      byte group = in.get();
      value |= (group & 0x7f) << (7 * i);
      if (group >= 0) {
        return checkedLastIntGroup(i, group, value);
      }
    }
    throw new IllegalArgumentException("a variable-length integer of more than 5 bytes");
  }

  private static int checkedLastIntGroup(int groupIndex, byte group, int value) {
    if (groupIndex == MAX_INT_BYTES - 1 && group > 0x0f) {
      throw new IllegalArgumentException("a variable-length integer of more than 32 bits");
    }
    return value;
  }

  public static int readSigned(ByteBuffer in) {
    int raw = readUnsigned(in);
    return (raw >>> 1) ^ -(raw & 1);
  }

  public static long readUnsignedLong(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < MAX_LONG_BYTES; i++) {
      byte group = in.get();
      value |= (long) (group & 0x7f) << (7 * i);
      if (group >= 0) {
        if (i == MAX_LONG_BYTES - 1 && group > 1) {
          throw new IllegalArgumentException("a variable-length integer of more than 64 bits");
        }
        return value;
      }
    }
    throw new IllegalArgumentException("a variable-length integer of more than 10 bytes");
  }

  public static long readSignedLong(ByteBuffer in) {
    long raw = readUnsignedLong(in);
    return (raw >>> 1) ^ -(raw & 1);
  }

  public static void writeUnsigned(ByteBuffer out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  public static void writeSigned(ByteBuffer out, int value) {
    writeUnsigned(out, zigzag(value));
  }

  public static void writeUnsignedLong(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  public static void writeSignedLong(ByteBuffer out, long value) {
    writeUnsignedLong(out, zigzag(value));
  }

  /** Bytes that {@link #writeUnsigned} takes for the value, 1 to 5. */
  public static int sizeOfUnsigned(int value) {
    return (Integer.SIZE - Integer.numberOfLeadingZeros(value | 1) + 6) / 7;
  }

  public static int sizeOfSigned(int value) {
    return sizeOfUnsigned(zigzag(value));
  }

  /** Bytes that {@link #writeUnsignedLong} takes for the value, 1 to 10. */
  public static int sizeOfUnsignedLong(long value) {
    return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
  }

  public static int sizeOfSignedLong(long value) {
    return sizeOfUnsignedLong(zigzag(value));
  }

  private static int zigzag(int value) {
    return (value << 1) ^ (value >> 31);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }
}
