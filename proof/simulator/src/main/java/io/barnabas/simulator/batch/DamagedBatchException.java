package io.barnabas.simulator.batch;

/** A batch that a broker gave out and that is not whole. */
public final class DamagedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedBatchException(String message) {
    super(message);
  }
}
