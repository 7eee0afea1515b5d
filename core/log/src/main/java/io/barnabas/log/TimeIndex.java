package io.barnabas.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sparse time index of a segment: entries that are in its file, then younger ones that are
 * still in memory. An entry says that the largest timestamp up to and with a batch is so much: 8
 * bytes for the timestamp, 4 for the last offset of the batch that has it, relative to the
 * segment's base offset. Timestamps strictly increase.
 */
final class TimeIndex {
  static final int ENTRY_BYTES = 12;

  /** What a lookup gives when the answer lies in the file. */
  static final long ASK_FILE = -1;

  private final long baseOffset;
  private final int fileEntries;
  private long lastTimestampMs;
  private long[] timestampsMs = new long[4];
  private int[] relativeOffsets = new int[4];
  private int memoryEntries;

  TimeIndex(long baseOffset, int fileEntries, long lastTimestampMs) {
    this.baseOffset = baseOffset;
    this.fileEntries = fileEntries;
    this.lastTimestampMs = lastTimestampMs;
  }

  int fileEntries() {
    return fileEntries;
  }

  int entries() {
    return fileEntries + memoryEntries;
  }

  /** Adds an entry if its timestamp is above all before. */
  void maybeAppend(long timestampMs, long offset) {
    if (timestampMs <= lastTimestampMs) {
      return;
    }
    if (memoryEntries == timestampsMs.length) {
      timestampsMs = Arrays.copyOf(timestampsMs, 2 * memoryEntries);
      relativeOffsets = Arrays.copyOf(relativeOffsets, 2 * memoryEntries);
    }
    timestampsMs[memoryEntries] = timestampMs;
    relativeOffsets[memoryEntries] = Math.toIntExact(offset - baseOffset);
    memoryEntries++;
    lastTimestampMs = timestampMs;
  }

  /** An offset before which no timestamp reaches the one given, or {@link #ASK_FILE}. */
  long floorOffset(long timestampMs) {
    int place = Arrays.binarySearch(timestampsMs, 0, memoryEntries, timestampMs);
    int floor = place >= 0 ? place : -place - 2;
    if (floor >= 0) {
      return baseOffset + relativeOffsets[floor];
    }
    return fileEntries == 0 ? baseOffset : ASK_FILE;
  }

  /** The entries in memory, in the file's format. */
  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(memoryEntries * ENTRY_BYTES);
    for (int i = 0; i < memoryEntries; i++) {
      bytes.putLong(timestampsMs[i]).putInt(relativeOffsets[i]);
    }
    return bytes.flip();
  }
}
