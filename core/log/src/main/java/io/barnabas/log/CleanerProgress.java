package io.barnabas.log;

/** What is known of a log's compaction for as long as the log is open. */
final class CleanerProgress {
  private long cleanedOffset;
  private boolean uncleanable;

  CleanerProgress(long cleanedOffset) {
    this.cleanedOffset = cleanedOffset;
  }

  /** Everything below has been cleaned; the dirty part of the log begins here. */
  long cleanedOffset() {
    return cleanedOffset;
  }

  void cleanedTo(long offset) {
    cleanedOffset = Math.max(cleanedOffset, offset);
  }

  /** What comes after an offset is not what it was. */
  void limitTo(long logEndOffset) {
    cleanedOffset = Math.min(cleanedOffset, logEndOffset);
  }

  /** Whether damage was found, so that it is of no use to try again. */
  boolean isUncleanable() {
    return uncleanable;
  }

  void markUncleanable() {
    uncleanable = true;
  }
}
