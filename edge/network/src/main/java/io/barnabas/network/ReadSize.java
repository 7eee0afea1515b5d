package io.barnabas.network;

/**
 * How much to read at once: more when reads fill their memory, less when two in a row use little of
 * it, so that parked small requests hold small memory and a stream of large ones needs few reads.
 */
final class ReadSize {
  static final int MIN_BYTES = 512;
  static final int MAX_BYTES = 128 * 1024;
  private static final int STEP = 4;

  private int bytes = 2 * 1024;
  private boolean lastWasSmall;

  int bytes() {
    return bytes;
  }

  /** Learns from one read. */
  void record(int attemptedBytes, int readBytes) {
    if (readBytes == attemptedBytes) {
      bytes = Math.min(MAX_BYTES, bytes * STEP);
      lastWasSmall = false;
    } else if (readBytes < bytes / STEP) {
      shrinkIfSecond();
    } else {
      lastWasSmall = false;
    }
  }

  private void shrinkIfSecond() {
    if (lastWasSmall) {
      bytes = Math.max(MIN_BYTES, bytes / STEP);
    }
    lastWasSmall = !lastWasSmall;
  }
}
