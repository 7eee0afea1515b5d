package io.barnabas.conformance.client;

import java.util.List;

/** A producer of one release. */
public interface OfficialProducer extends AutoCloseable {
  /**
   * Sends the records, all before the first answer, and waits for all answers.
   *
   * @return where each of them is, in the order given
   * @throws RefusedException if one was refused
   */
  List<Written> send(List<Outgoing> records);

  /** Sends one record and waits for its answer. */
  default Written send(Outgoing record) {
    return send(List.of(record)).getFirst();
  }

  /** Waits for what is on its way. */
  @Override
  void close();
}
