package io.barnabas.benchmarks.row;

import java.io.IOException;

/** One kind of work, measured against a running broker. */
public interface Row {
  /** By which the command line picks it. */
  String name();

  /** Does the work and records its figures; throws if the broker did not do all of it. */
  void measure(Session session) throws IOException;
}
