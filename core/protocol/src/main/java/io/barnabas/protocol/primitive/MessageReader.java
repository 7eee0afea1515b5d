package io.barnabas.protocol.primitive;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.MalformedMessageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the protocol's types from a buffer, whose position moves along. Whatever is wrong with the
 * bytes is a {@link MalformedMessageException}, and no memory is reserved for more than the buffer
 * can hold. The limits are Kafka's.
 *
 * <p>Byte fields and records are views of the buffer. Where a method asks for {@code compact}, that
 * is whether lengths are variable-length integers (KIP-482).
 */
public final class MessageReader {
  /** The most elements of an array. */
  public static final int MAX_ARRAY_LENGTH = 1_000_000;

  /** The most tagged fields of a structure. */
  public static final int MAX_TAGGED_FIELDS = 10_000;

  /** The most bytes of a string. */
  public static final int MAX_STRING_BYTES = Short.MAX_VALUE;

  /** An empty buffer to be shared. */
  public static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static final int NULL_LENGTH = -1;

  private final ByteBuffer in;
  private final StringReader strings;

  /** Reads from the buffer's position to its limit, most significant byte first. */
  public MessageReader(ByteBuffer in) {
    this.in = in;
    this.strings = new StringReader(in);
  }

  public boolean readBoolean() {
    return readByte() != 0;
  }

  public byte readByte() {
    require(Byte.BYTES);
    return in.get();
  }

  public short readShort() {
    require(Short.BYTES);
    return in.getShort();
  }

  public int readUnsignedShort() {
    return Short.toUnsignedInt(readShort());
  }

  public int readInt() {
    require(Integer.BYTES);
    return in.getInt();
  }

  public long readUnsignedInt() {
    return Integer.toUnsignedLong(readInt());
  }

  public long readLong() {
    require(Long.BYTES);
    return in.getLong();
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  public Uuid readUuid() {
    long most = readLong();
    long least = readLong();
    return (most | least) == 0 ? Uuid.ZERO : new Uuid(most, least);
  }

  /** Reads the mark in front of a nullable structure: -1 for null, 1 for one that follows. */
  public boolean readIsNull() {
    return readNullMark(NULL_LENGTH);
  }

  /** As {@link #readIsNull}, but of a structure in a tagged field, where null is 0. */
  public boolean readTaggedIsNull() {
    return readNullMark(0);
  }

  private boolean readNullMark(int nullMark) {
    byte mark = readByte();
    if (mark != 1 && mark != nullMark) {
      throw malformed("the mark of a nullable structure is " + mark);
    }
    return mark == nullMark;
  }

  public String readString(boolean compact, String field) {
    String value = readNullableString(compact);
    if (value == null) {
      throw isNull(field);
    }
    return value;
  }

  public @Nullable String readNullableString(boolean compact) {
    int length = compact ? readCompactLength() : readShort();
    if (length == NULL_LENGTH) {
      return null;
    }
    checkLength(length, MAX_STRING_BYTES);
    return strings.read(length);
  }

  public ByteBuffer readBytes(boolean compact, String field) {
    ByteBuffer value = readNullableBytes(compact);
    if (value == null) {
      throw isNull(field);
    }
    return value;
  }

  public @Nullable ByteBuffer readNullableBytes(boolean compact) {
    int length = compact ? readCompactLength() : readInt();
    if (length == NULL_LENGTH) {
      return null;
    }
    checkLength(length, Integer.MAX_VALUE);
    return slice(length);
  }

  public Outbound readRecords(boolean compact, String field) {
    return Outbound.of(readBytes(compact, field));
  }

  public @Nullable Outbound readNullableRecords(boolean compact) {
    ByteBuffer bytes = readNullableBytes(compact);
    return bytes == null ? null : Outbound.of(bytes);
  }

  public int readArrayLength(boolean compact, String field) {
    int length = readNullableArrayLength(compact);
    if (length == NULL_LENGTH) {
      throw isNull(field);
    }
    return length;
  }

  /** The number of elements that follow, -1 for null. */
  public int readNullableArrayLength(boolean compact) {
    int length = compact ? readCompactLength() : readInt();
    if (length != NULL_LENGTH) {
      checkLength(length, MAX_ARRAY_LENGTH);
    }
    return length;
  }

  /** A list for elements about to be read, as many as {@link #readArrayLength} gave. */
  public static <T> List<T> newList(int length) {
    return new ArrayList<>(length);
  }

  /** The number of tagged fields that follow. */
  public int readTagCount() {
    int count = readUnsignedVarint();
    if (count < 0 || count > MAX_TAGGED_FIELDS) {
      throw malformed(Integer.toUnsignedString(count) + " tagged fields");
    }
    return count;
  }

  /** A field's tag, which must be above the one before it. */
  public int readTag(int previousTag) {
    int tag = readUnsignedVarint();
    if (tag <= previousTag) {
      throw malformed("tag " + Integer.toUnsignedString(tag) + " follows tag " + previousTag);
    }
    return tag;
  }

  /** Reads a tagged field's size and gives the position of its end. */
  public int readTagEnd() {
    int size = readUnsignedVarint();
    checkLength(size, Integer.MAX_VALUE);
    return in.position() + size;
  }

  /** Makes sure that a tagged field ended where its size said. */
  public void finishTag(int end) {
    if (in.position() != end) {
      throw malformed("a tagged field differs from its size by " + (in.position() - end));
    }
  }

  /** Keeps a tagged field, whose content is next, in the list given or a new one. */
  public List<RawTaggedField> readUnknownTag(List<RawTaggedField> known, int tag, int end) {
    List<RawTaggedField> fields = known.isEmpty() ? new ArrayList<>(1) : known;
    fields.add(new RawTaggedField(tag, slice(end - in.position())));
    return fields;
  }

  public int readUnsignedVarint() {
    try {
      return Varint.readUnsigned(in);
    } catch (BufferUnderflowException e) {
      throw endsTooEarly();
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private int readCompactLength() {
    return readUnsignedVarint() - 1;
  }

  private ByteBuffer slice(int length) {
    int start = in.position();
    in.position(start + length);
    return in.slice(start, length);
  }

  /** Every element takes a byte at least, so that no length can exceed what is left. */
  private void checkLength(int length, int limit) {
    if (length < 0 || length > limit || length > in.remaining()) {
      throw malformed("a length is " + length + ", with " + in.remaining() + " bytes left");
    }
  }

  private void require(int bytes) {
    if (in.remaining() < bytes) {
      throw endsTooEarly();
    }
  }

  private MalformedMessageException endsTooEarly() {
    return malformed("the message ends too early");
  }

  private MalformedMessageException malformed(String what) {
    return new MalformedMessageException(what + " (at byte " + in.position() + ")");
  }

  private MalformedMessageException isNull(String field) {
    return malformed(field + " is null");
  }
}
