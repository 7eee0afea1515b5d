package io.barnabas.protocol.primitive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.UnwritableMessageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the protocol's types into memory that grows, in one pass. Records are not copied: their
 * pieces are put between slices of that memory. Where a method asks for {@code compact}, that is
 * whether lengths are variable-length integers (KIP-482).
 */
public final class MessageWriter {
  private static final int INITIAL_BYTES = 256;
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int MAX_VARINT_BYTES = 5;

  private byte[] memory;
  private int size;
  private final List<Splice> splices = new ArrayList<>(0);

  /** A piece of records that comes behind so many bytes of the memory. */
  private record Splice(int behind, Outbound.Piece piece) {}

  public MessageWriter() {
    this(INITIAL_BYTES);
  }

  /** Starts with memory for so many bytes. */
  public MessageWriter(int expectedBytes) {
    this.memory = new byte[expectedBytes];
  }

  /** What has been written. The writer must not be used any more. */
  public Outbound toOutbound() {
    if (splices.isEmpty()) {
      return Outbound.of(slice(0, size));
    }
    List<Outbound.Piece> pieces = new ArrayList<>(2 * splices.size() + 1);
    int start = 0;
    for (Splice splice : splices) {
      if (splice.behind() > start) {
        pieces.add(new Outbound.Bytes(slice(start, splice.behind())));
        start = splice.behind();
      }
      pieces.add(splice.piece());
    }
    if (size > start) {
      pieces.add(new Outbound.Bytes(slice(start, size)));
    }
    return new Outbound(pieces);
  }

  public void writeBoolean(boolean value) {
    writeByte((byte) (value ? 1 : 0));
  }

  public void writeByte(byte value) {
    reserve(Byte.BYTES);
    memory[size++] = value;
  }

  public void writeShort(short value) {
    reserve(Short.BYTES);
    SHORTS.set(memory, size, value);
    size += Short.BYTES;
  }

  /** Writes a value from 0 to 65535. */
  public void writeUnsignedShort(int value) {
    if (value >>> Short.SIZE != 0) {
      throw new UnwritableMessageException(value + " is not from 0 to 65535");
    }
    writeShort((short) value);
  }

  public void writeInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(memory, size, value);
    size += Integer.BYTES;
  }

  /** Writes a value from 0 to 2^32 - 1. */
  public void writeUnsignedInt(long value) {
    if (value >>> Integer.SIZE != 0) {
      throw new UnwritableMessageException(value + " is not from 0 to 4294967295");
    }
    writeInt((int) value);
  }

  public void writeLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(memory, size, value);
    size += Long.BYTES;
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  public void writeUuid(Uuid value) {
    writeLong(value.mostSignificantBits());
    writeLong(value.leastSignificantBits());
  }

  /** Writes text of at most 32767 bytes in UTF-8. */
  public void writeString(String value, boolean compact) {
    int start = size;
    int length = value.length();
    writeStringLength(length, compact);
    reserve(length);
    byte[] bytes = memory;
    int at = size;
    for (int i = 0; i < length; i++) {
      char next = value.charAt(i);
      if (next >= 0x80) {
        size = start;
        writeNonAscii(value, compact);
        return;
      }
      bytes[at + i] = (byte) next;
    }
    size = at + length;
  }

  private void writeNonAscii(String value, boolean compact) {
    byte[] bytes = value.getBytes(UTF_8);
    writeStringLength(bytes.length, compact);
    writeAll(bytes);
  }

  private void writeStringLength(int length, boolean compact) {
    if (length > MessageReader.MAX_STRING_BYTES) {
      throw new UnwritableMessageException("a string of " + length + " bytes is too long");
    }
    if (compact) {
      writeUnsignedVarint(length + 1);
    } else {
      writeShort((short) length);
    }
  }

  public void writeNullString(boolean compact) {
    if (compact) {
      writeUnsignedVarint(0);
    } else {
      writeShort((short) -1);
    }
  }

  /** Writes a copy of what is between position and limit, which stay. */
  public void writeBytes(ByteBuffer value, boolean compact) {
    writeArrayLength(value.remaining(), compact);
    writeContent(value);
  }

  /** Puts records into the message without copying them. */
  public void writeRecords(Outbound records, boolean compact) {
    long sizeBytes = records.sizeBytes();
    if (sizeBytes > Integer.MAX_VALUE) {
      throw new UnwritableMessageException("records of " + sizeBytes + " bytes are too long");
    }
    writeArrayLength((int) sizeBytes, compact);
    for (Outbound.Piece piece : records.pieces()) {
      if (!isEmpty(piece)) {
        splices.add(new Splice(size, piece));
      }
    }
  }

  /** A file slice counts even if it is empty: whoever sends it also gives the file back. */
  private static boolean isEmpty(Outbound.Piece piece) {
    return piece instanceof Outbound.Bytes && piece.sizeBytes() == 0;
  }

  /** Writes the length of an array, of bytes or of records. */
  public void writeArrayLength(int length, boolean compact) {
    if (compact) {
      writeUnsignedVarint(length + 1);
    } else {
      writeInt(length);
    }
  }

  /** Writes null in the place of an array, of bytes or of records. */
  public void writeNull(boolean compact) {
    writeArrayLength(-1, compact);
  }

  public void writeUnsignedVarint(int value) {
    reserve(MAX_VARINT_BYTES);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      memory[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    memory[size++] = (byte) rest;
  }

  /** Begins a tagged field; its content is written next. */
  public int beginTag(int tag) {
    writeUnsignedVarint(tag);
    writeByte((byte) 0);
    return size;
  }

  /**
   * Ends the tagged field that began at the mark. One byte was left for its size; a longer size
   * moves the content, which is rare.
   */
  public void endTag(int mark) {
    int length = size - mark;
    int extra = Varint.sizeOfUnsigned(length) - 1;
    if (extra > 0) {
      reserve(extra);
      System.arraycopy(memory, mark, memory, mark + extra, length);
    }
    size = mark - 1;
    writeUnsignedVarint(length);
    size += length;
  }

  /** Writes a section of tagged fields that has none but unknown ones. */
  public void writeUnknownTags(List<RawTaggedField> fields) {
    writeUnsignedVarint(fields.size());
    writeUnknownTags(fields, 0, Integer.MAX_VALUE);
  }

  /** Writes the fields from an index on whose tags are below a tag; gives the index behind them. */
  public int writeUnknownTags(List<RawTaggedField> fields, int from, int belowTag) {
    int index = from;
    while (index < fields.size() && fields.get(index).tag() < belowTag) {
      RawTaggedField field = fields.get(index++);
      writeUnsignedVarint(field.tag());
      writeUnsignedVarint(field.bytes().remaining());
      writeContent(field.bytes());
    }
    return index;
  }

  private void writeContent(ByteBuffer bytes) {
    int length = bytes.remaining();
    reserve(length);
    bytes.get(bytes.position(), memory, size, length);
    size += length;
  }

  private void writeAll(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, memory, size, bytes.length);
    size += bytes.length;
  }

  private void reserve(int bytes) {
    if (memory.length - size < bytes) {
      memory = Arrays.copyOf(memory, Math.max(2 * memory.length, size + bytes));
    }
  }

  private ByteBuffer slice(int start, int end) {
    return ByteBuffer.wrap(memory, start, end - start).slice();
  }
}
