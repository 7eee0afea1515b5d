package io.barnabas.conformance.durability;

import java.io.IOException;
import java.util.List;

/** A client that writes on and on and remembers what was acknowledged. */
interface Writer {
  /** Without spaces; no two writers of a topic have the same. */
  String name();

  Promise promise();

  Acknowledged acknowledged();

  /** What went wrong that a client of a broker that comes back is not to see. */
  List<String> failures();

  /** Sends no more; waits until what it has sent is acknowledged. */
  void finish() throws IOException;

  /** Drops what is not acknowledged yet. */
  void abandon() throws IOException;
}
