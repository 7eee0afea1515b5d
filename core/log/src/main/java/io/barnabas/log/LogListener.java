package io.barnabas.log;

/** Hears what happens to a log. All calls come on the log's shard. */
public interface LogListener {
  /**
   * Everything below the offset is written and can be read once the high watermark allows it.
   * Called before the appends it completes are.
   */
  default void onWritten(PartitionLog log, long writtenOffset) {}

  /** The log start offset moved; it is to be kept in the log directory's checkpoint. */
  default void onLogStartOffset(PartitionLog log, long logStartOffset) {}

  /** A write failed: the log refuses all work until {@link PartitionLog#reopen} succeeds. */
  default void onStorageFailure(PartitionLog log, LogException.StorageFailure failure) {}
}
