package io.barnabas.cli.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.cli.UsageException;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.MetadataRecords;
import io.barnabas.protocol.primitive.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Makes text of a record's key or value. */
enum RecordDecoder {
  STRING,
  LONG,
  INTEGER,
  /** Records of the cluster's metadata, framed by version, type and version (KIP-631). */
  METADATA;

  /**
   * The decoder that does what one of Kafka's classes does.
   *
   * @throws UsageException if it is none of them
   */
  static RecordDecoder ofClass(String className) {
    return switch (className.substring(className.lastIndexOf('.') + 1)) {
      case "StringDecoder", "DefaultDecoder" -> STRING;
      case "LongDecoder" -> LONG;
      case "IntegerDecoder" -> INTEGER;
      default ->
          throw new UsageException(
              className + " can't be loaded; use StringDecoder, LongDecoder or IntegerDecoder");
    };
  }

  /** The text; of bytes that can't be decoded, what is wrong with them. */
  String decode(ByteBuffer bytes) {
    ByteBuffer in = bytes.slice();
    try {
      return switch (this) {
        case STRING -> UTF_8.decode(in).toString();
        case LONG -> Long.toString(in.getLong());
        case INTEGER -> Integer.toString(in.getInt());
        case METADATA -> metadata(in);
      };
    } catch (BufferUnderflowException | IllegalArgumentException | MalformedMessageException e) {
      return "(" + bytes.remaining() + " bytes that can't be decoded: " + e.getMessage() + ")";
    }
  }

  private static String metadata(ByteBuffer in) {
    int frameVersion = Varint.readUnsigned(in);
    if (frameVersion != 1) {
      throw new MalformedMessageException("unknown frame version " + frameVersion);
    }
    short type = (short) Varint.readUnsigned(in);
    short version = (short) Varint.readUnsigned(in);
    Message message = MetadataRecords.read(type, version, in);
    return MessageJson.ofMetadata(message, version);
  }
}
