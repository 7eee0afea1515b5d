package io.barnabas.log;

/**
 * What the log directory remembers of a log from before.
 *
 * @param logStartOffset from the log start offset checkpoint, 0 if it is not there
 * @param recoveryPoint the offset up to which the log is known to be synced, 0 if not known
 * @param cleanShutdown whether the log was closed in order, so that its files can be believed
 */
public record StartPoint(long logStartOffset, long recoveryPoint, boolean cleanShutdown) {
  /** For a log that is not there yet, or of which nothing is known. */
  public static final StartPoint UNKNOWN = new StartPoint(0, 0, false);
}
