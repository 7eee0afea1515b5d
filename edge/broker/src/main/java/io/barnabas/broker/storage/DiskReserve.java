package io.barnabas.broker.storage;

import io.barnabas.log.DirectoryRoom;

/**
 * What producers leave free in each log directory, for what must go on when they may not: committed
 * offsets, metadata, checkpoints.
 *
 * @param bytes {@code log.disk.reserve.bytes}; -1 for a hundredth of the file system, at most 1 GiB
 */
public record DiskReserve(long bytes) {
  private static final long MAX_DEFAULT_BYTES = 1L << 30;
  private static final int DEFAULT_SHARE = 100;

  /** Bytes that producers may still write. */
  long allowed(DirectoryRoom room) {
    long kept = bytes >= 0 ? bytes : Math.min(MAX_DEFAULT_BYTES, room.totalBytes() / DEFAULT_SHARE);
    return Math.max(0, room.usableBytes() - kept);
  }
}
