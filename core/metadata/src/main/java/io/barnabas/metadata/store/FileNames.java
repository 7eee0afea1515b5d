package io.barnabas.metadata.store;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names Kafka gives the files of a metadata log. */
final class FileNames {
  /** The folder of the log. */
  static final String FOLDER = "__cluster_metadata-0";

  private static final String LOG = ".log";
  private static final String CHECKPOINT = ".checkpoint";
  private static final int OFFSET_DIGITS = 20;
  private static final int EPOCH_DIGITS = 10;

  private FileNames() {}

  /** A snapshot: all records below an offset, the last of them of an epoch. */
  record SnapshotId(long endOffset, int epoch) {}

  /** The segment whose first record has this offset. */
  static Path log(Path folder, long baseOffset) {
    return folder.resolve(String.format(Locale.ROOT, "%020d%s", baseOffset, LOG));
  }

  static Path checkpoint(Path folder, SnapshotId id) {
    return folder.resolve(
        String.format(Locale.ROOT, "%020d-%010d%s", id.endOffset(), id.epoch(), CHECKPOINT));
  }

  /** The base offset of a segment's name; -1 where it is another name. */
  static long baseOffset(String name) {
    boolean isLog = name.endsWith(LOG) && name.length() == OFFSET_DIGITS + LOG.length();
    return isLog ? number(name.substring(0, OFFSET_DIGITS)) : -1;
  }

  /** The snapshot of a name; null where it is another name. */
  static @Nullable SnapshotId snapshotId(String name) {
    int expected = OFFSET_DIGITS + 1 + EPOCH_DIGITS + CHECKPOINT.length();
    if (!name.endsWith(CHECKPOINT) || name.length() != expected) {
      return null;
    }
    long endOffset = number(name.substring(0, OFFSET_DIGITS));
    long epoch = number(name.substring(OFFSET_DIGITS + 1, OFFSET_DIGITS + 1 + EPOCH_DIGITS));
    boolean isValid = endOffset >= 0 && epoch >= 0 && epoch <= Integer.MAX_VALUE;
    return isValid ? new SnapshotId(endOffset, (int) epoch) : null;
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
