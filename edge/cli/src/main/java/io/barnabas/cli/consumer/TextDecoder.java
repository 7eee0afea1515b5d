package io.barnabas.cli.consumer;

import io.barnabas.cli.UsageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Turns bytes into what is printed, by the name of one of Kafka's deserializers. */
enum TextDecoder {
  BYTES,
  SHORT,
  INTEGER,
  LONG,
  FLOAT,
  DOUBLE;

  /**
   * The decoder that does what the class does.
   *
   * @throws UsageException if it is none of those that come with Kafka
   */
  static TextDecoder ofDeserializer(String className) {
    return switch (className.substring(className.lastIndexOf('.') + 1)) {
      case "StringDeserializer", "ByteArrayDeserializer", "BytesDeserializer", "UUIDDeserializer" ->
          BYTES;
      case "ShortDeserializer" -> SHORT;
      case "IntegerDeserializer" -> INTEGER;
      case "LongDeserializer" -> LONG;
      case "FloatDeserializer" -> FLOAT;
      case "DoubleDeserializer" -> DOUBLE;
      default ->
          throw new UsageException(
              className
                  + " can't be loaded; there are those of org.apache.kafka.common.serialization");
    };
  }

  /**
   * What to print.
   *
   * @throws IllegalArgumentException if there are not as many bytes as the type has
   */
  byte[] decode(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate();
    try {
      byte[] text = read(in);
      if (!in.hasRemaining()) {
        return text;
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(wrongSize(bytes), e);
    }
    throw new IllegalArgumentException(wrongSize(bytes));
  }

  private byte[] read(ByteBuffer in) {
    return switch (this) {
      case BYTES -> copy(in);
      case SHORT -> text(in.getShort());
      case INTEGER -> text(in.getInt());
      case LONG -> text(in.getLong());
      case FLOAT -> text(in.getFloat());
      case DOUBLE -> text(in.getDouble());
    };
  }

  private String wrongSize(ByteBuffer bytes) {
    return bytes.remaining() + " bytes are not a value of type " + name();
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private static byte[] text(Object value) {
    return value.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
