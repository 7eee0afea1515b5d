package io.barnabas.coordinator.runtime;

import io.barnabas.protocol.Message;
import org.jspecify.annotations.Nullable;

/**
 * A record of a coordinator's log.
 *
 * @param key says what it is about; its type is the key's {@link Message#apiKey()}
 * @param value what holds from now on; null is a tombstone
 * @param valueVersion the schema version that the value is written in; of no meaning for a
 *     tombstone
 */
public record CoordinatorRecord(Message key, @Nullable Message value, short valueVersion) {

  /** A record in the newest version of its value. */
  public static CoordinatorRecord of(Message key, Message value) {
    return new CoordinatorRecord(key, value, value.highestVersion());
  }

  public static CoordinatorRecord tombstone(Message key) {
    return new CoordinatorRecord(key, null, (short) 0);
  }
}
