package io.barnabas.coordinator.runtime;

/** Hears what a runtime does, for whoever counts. Called on the partition's shard. */
public interface CoordinatorMetrics {
  CoordinatorMetrics NONE = new CoordinatorMetrics() {};

  /** A log has been replayed from its beginning. */
  default void onLoaded(long records, long bytes, long durationNs) {}

  /** A log could not be read; that is tried again. */
  default void onLoadFailed() {}

  /**
   * A batch is committed.
   *
   * @param durationNs since its first record was decided on
   */
  default void onCommitted(int records, int bytes, long durationNs) {}

  /** A batch could not be written. */
  default void onWriteFailed(int records) {}
}
