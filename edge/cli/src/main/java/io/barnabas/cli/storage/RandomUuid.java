package io.barnabas.cli.storage;

import io.barnabas.protocol.primitive.Uuid;
import java.util.UUID;

/** Makes ids for clusters and directories. */
final class RandomUuid {
  private RandomUuid() {}

  /** A random id that does not begin with a dash, so that it can be given to an option. */
  static Uuid next() {
    Uuid id;
    do {
      UUID random = UUID.randomUUID();
      id = new Uuid(random.getMostSignificantBits(), random.getLeastSignificantBits());
    } while (id.toString().startsWith("-"));
    return id;
  }
}
