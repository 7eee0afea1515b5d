package io.barnabas.coordinator.runtime;

import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator's records as keys and values of a log, as Kafka writes them: a key is its type
 * (int16) and its fields in version 0, a value its version (int16) and its fields. One shard.
 */
public final class RecordCodec {
  private static final short KEY_VERSION = 0;

  private final RecordTypes types;

  public RecordCodec(RecordTypes types) {
    this.types = types;
  }

  public static ByteBuffer encodeKey(Message key) {
    return encode(key.apiKey(), key, KEY_VERSION);
  }

  /** Null for a tombstone. */
  public static @Nullable ByteBuffer encodeValue(CoordinatorRecord record) {
    Message value = record.value();
    return value == null ? null : encode(record.valueVersion(), value, record.valueVersion());
  }

  private static ByteBuffer encode(short prefix, Message message, short version) {
    MessageWriter out = new MessageWriter();
    out.writeShort(prefix);
    message.write(out, version);
    return out.toOutbound().bytes();
  }

  /**
   * Reads a record; the buffers' positions move.
   *
   * @param value null in a tombstone
   * @throws MalformedMessageException if it is none, or of a type or version that is not known
   */
  public CoordinatorRecord decode(@Nullable ByteBuffer key, @Nullable ByteBuffer value) {
    if (key == null) {
      throw new MalformedMessageException("the key is null");
    }
    short type = readShort(key, "the key");
    Message decodedKey = types.readKey(type, key);
    if (value == null) {
      return CoordinatorRecord.tombstone(decodedKey);
    }
    short version = readShort(value, "the value");
    return new CoordinatorRecord(decodedKey, types.readValue(type, version, value), version);
  }

  private static short readShort(ByteBuffer in, String what) {
    if (in.remaining() < Short.BYTES) {
      throw new MalformedMessageException(what + " ends before its fields begin");
    }
    return in.getShort();
  }
}
