package io.barnabas.protocol.primitive;

import java.nio.ByteBuffer;
import java.util.Base64;

/** 128 bits that name a topic, a directory or a member; shown in URL-safe base64, 22 characters. */
public record Uuid(long mostSignificantBits, long leastSignificantBits)
    implements Comparable<Uuid> {
  /** The id that stands for none. */
  public static final Uuid ZERO = new Uuid(0, 0);

  private static final int SIZE_BYTES = 16;

  /** Parses what {@link #toString} gives; anything else is an {@link IllegalArgumentException}. */
  public static Uuid parse(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != SIZE_BYTES) {
      throw new IllegalArgumentException(
          "an id has " + SIZE_BYTES + " bytes, but \"" + text + "\" has " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Uuid(buffer.getLong(), buffer.getLong());
  }

  /** Orders as Kafka does: by the most significant bits, then the least, both signed. */
  @Override
  public int compareTo(Uuid other) {
    int first = Long.compare(mostSignificantBits, other.mostSignificantBits);
    return first != 0 ? first : Long.compare(leastSignificantBits, other.leastSignificantBits);
  }

  @Override
  public String toString() {
    ByteBuffer buffer = ByteBuffer.allocate(SIZE_BYTES);
    buffer.putLong(mostSignificantBits).putLong(leastSignificantBits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }
}
