package io.barnabas.log;

/** The files of a log directory that hold an offset for each partition. */
public enum CheckpointFile {
  /** Up to where each log is durable: recovery begins there. */
  RECOVERY_POINT("recovery-point-offset-checkpoint"),
  /** Log start offsets that are above what the segments say. */
  LOG_START_OFFSET("log-start-offset-checkpoint"),
  HIGH_WATERMARK("replication-offset-checkpoint"),
  /** Up to where compaction has come. */
  CLEANER_OFFSET("cleaner-offset-checkpoint");

  private final String fileName;

  CheckpointFile(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }
}
