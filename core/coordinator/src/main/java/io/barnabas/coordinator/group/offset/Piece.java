package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.runtime.CoordinatorRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Tombstones that are written together. There are as many as fit into a batch of ordinary size, and
 * no more offsets are looked at for them than a shard has time for in a turn.
 */
final class Piece {
  private static final int MAX_TOMBSTONES = 1_000;

  /** Of names, each of which takes three bytes at most. */
  private static final int MAX_CHARS = 100_000;

  private static final int MAX_EXAMINED = 20_000;

  private final List<CoordinatorRecord> records = new ArrayList<>();
  private int chars;
  private int examined;

  /** No more offsets are to be added; the rest is for the next piece. */
  boolean isFull() {
    return records.size() >= MAX_TOMBSTONES || chars >= MAX_CHARS;
  }

  /** The shard has other things to do. */
  boolean isLong() {
    return isFull() || examined >= MAX_EXAMINED;
  }

  void examined(int offsets) {
    examined += offsets;
  }

  void add(String groupId, String topic, int partition) {
    records.add(OffsetRecords.tombstone(groupId, topic, partition));
    chars += groupId.length() + topic.length();
  }

  void addAll(List<CoordinatorRecord> tombstones) {
    records.addAll(tombstones);
  }

  List<CoordinatorRecord> records() {
    return records;
  }
}
