package io.barnabas.log;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Where the files of one segment are: each is named by the segment's base offset in 20 digits. */
record SegmentPaths(Path folder, long baseOffset) {
  static final String LOG = ".log";
  static final String OFFSET_INDEX = ".index";
  static final String TIME_INDEX = ".timeindex";
  static final String TRANSACTION_INDEX = ".txnindex";
  static final String PRODUCER_SNAPSHOT = ".snapshot";

  private static final int DIGITS = 20;

  Path log() {
    return of(LOG);
  }

  Path offsetIndex() {
    return of(OFFSET_INDEX);
  }

  Path timeIndex() {
    return of(TIME_INDEX);
  }

  Path transactionIndex() {
    return of(TRANSACTION_INDEX);
  }

  /** The producers' state as of the base offset. */
  Path producerSnapshot() {
    return of(PRODUCER_SNAPSHOT);
  }

  private Path of(String suffix) {
    return folder.resolve("%020d".formatted(baseOffset) + suffix);
  }

  /** The base offset in a file's name, empty if the name is not of that form. */
  static OptionalLong baseOffsetOf(String fileName, String suffix) {
    if (fileName.length() != DIGITS + suffix.length() || !fileName.endsWith(suffix)) {
      return OptionalLong.empty();
    }
    String digits = fileName.substring(0, DIGITS);
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // above 2^63 - 1
    }
  }
}
