package io.barnabas.coordinator.runtime;

import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import java.nio.ByteBuffer;

/** The types of records that a coordinator's log may hold. To be used on one shard. */
public interface RecordTypes {
  /**
   * Reads a key's fields, behind its type.
   *
   * @throws MalformedMessageException if it is no such key, or of a type that is not known
   */
  Message readKey(short type, ByteBuffer in);

  /**
   * Reads a value's fields, behind its version. What it gives must not hold on to the buffer's
   * memory, which is a large piece of the log.
   *
   * @throws MalformedMessageException if it is no such value, or of a version that is not known
   */
  Message readValue(short type, short version, ByteBuffer in);
}
