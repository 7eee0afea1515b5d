package io.barnabas.metadata.store;

import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.MetadataRecords;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.protocol.primitive.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Metadata records as the values of batches: frame version, type and version as unsigned varints,
 * then the fields (KIP-631).
 */
final class MetadataRecordCodec {
  private static final int FRAME_VERSION = 1;

  private MetadataRecordCodec() {}

  static ByteBuffer encode(Message record) {
    MessageWriter out = new MessageWriter();
    out.writeUnsignedVarint(FRAME_VERSION);
    out.writeUnsignedVarint(record.apiKey());
    out.writeUnsignedVarint(record.highestVersion());
    record.write(out, record.highestVersion());
    return out.toOutbound().bytes();
  }

  /**
   * Reads a record; its byte fields are views of the buffer.
   *
   * @throws MalformedMessageException if it is none, or of a version that is not known
   */
  static Message decode(ByteBuffer value) {
    ByteBuffer in = value.slice();
    int frameVersion = readVarint(in);
    if (frameVersion != FRAME_VERSION) {
      throw new MalformedMessageException("Unknown frame version " + frameVersion);
    }
    int type = readVarint(in);
    int version = readVarint(in);
    if (type > Short.MAX_VALUE || version > Short.MAX_VALUE) {
      throw new MalformedMessageException("Unknown record type " + type + ", version " + version);
    }
    Message record = MetadataRecords.read((short) type, (short) version, in);
    if (in.hasRemaining()) {
      throw new MalformedMessageException(
          in.remaining() + " bytes are left behind a record of type " + type);
    }
    return record;
  }

  private static int readVarint(ByteBuffer in) {
    try {
      return Varint.readUnsigned(in);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new MalformedMessageException("A record ends before its fields begin");
    }
  }
}
