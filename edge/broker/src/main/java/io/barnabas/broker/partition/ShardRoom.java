package io.barnabas.broker.partition;

import io.barnabas.broker.partition.DirectoryRooms.Allowance;
import io.barnabas.broker.partition.DirectoryRooms.DirectoryRoom;

/**
 * What one shard may append to a log directory without asking the others. To be used on that shard.
 */
final class ShardRoom {
  private final DirectoryRoom directory;
  private Allowance allowance;
  private long leftBytes;

  ShardRoom(DirectoryRoom directory) {
    this.directory = directory;
    this.allowance = directory.allowance();
  }

  /** Takes room for an append; false where that would eat into the reserve. */
  boolean take(long bytes) {
    Allowance current = directory.allowance();
    if (current != allowance) {
      allowance = current;
      leftBytes = 0;
    }
    if (leftBytes < bytes) {
      leftBytes += current.take(bytes);
    }
    if (leftBytes < bytes) {
      return false;
    }
    leftBytes -= bytes;
    return true;
  }

  /** Whether the directory can't be used. */
  boolean hasFailed() {
    return directory.allowance().failed();
  }
}
