package io.barnabas.client.network;

/** An answer still to be read from its connection. Answers are read in the order of requests. */
@FunctionalInterface
public interface Answer<R> {
  /**
   * Waits for the answer, at most as long as a request may take.
   *
   * @throws ConnectionException if it does not come
   */
  R await();
}
