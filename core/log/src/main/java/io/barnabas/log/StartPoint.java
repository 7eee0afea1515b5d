package io.barnabas.log;

/**
 * What the log directory remembers of a log from before.
 *
 * @param logStartOffset from the log start offset checkpoint, 0 if it is not there
 * @param recoveryPoint the offset up to which the log is known to be synced, 0 if not known
 * @param cleanedOffset from the cleaner's checkpoint: compaction may have left out offsets below
 * @param cleanShutdown whether the log was closed in order, so that its files can be believed
 */
public record StartPoint(
    long logStartOffset, long recoveryPoint, long cleanedOffset, boolean cleanShutdown) {
  /** For a log that is not there yet, or of which nothing is known. */
  public static final StartPoint UNKNOWN = new StartPoint(0, 0, false);

  /** For a log that was never compacted. */
  public StartPoint(long logStartOffset, long recoveryPoint, boolean cleanShutdown) {
    this(logStartOffset, recoveryPoint, 0, cleanShutdown);
  }

  /** The same, with a recovery point that is known from elsewhere, if that is the later one. */
  StartPoint withRecoveryPoint(long offset) {
    return new StartPoint(
        logStartOffset, Math.max(recoveryPoint, offset), cleanedOffset, cleanShutdown);
  }

  /** As it is for files that can't be believed. */
  StartPoint afterCrash() {
    return new StartPoint(logStartOffset, recoveryPoint, cleanedOffset, false);
  }
}
