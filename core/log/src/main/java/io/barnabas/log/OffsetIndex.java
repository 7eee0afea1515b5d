package io.barnabas.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sparse offset index of a segment: entries that are in its file, then younger ones that are
 * still in memory. An entry is the last offset of a batch, relative to the segment's base offset,
 * and the position of that batch in the log file, 4 bytes each.
 */
final class OffsetIndex {
  static final int ENTRY_BYTES = 8;

  /** What a lookup gives when the answer lies in the file. */
  static final int ASK_FILE = -1;

  private final long baseOffset;
  private final int fileEntries;
  private int[] relativeOffsets = new int[4];
  private int[] positions = new int[4];
  private int memoryEntries;

  OffsetIndex(long baseOffset, int fileEntries) {
    this.baseOffset = baseOffset;
    this.fileEntries = fileEntries;
  }

  /** Entries in the file, which come first. */
  int fileEntries() {
    return fileEntries;
  }

  int entries() {
    return fileEntries + memoryEntries;
  }

  void append(long lastOffset, int position) {
    if (memoryEntries == positions.length) {
      relativeOffsets = Arrays.copyOf(relativeOffsets, 2 * memoryEntries);
      positions = Arrays.copyOf(positions, 2 * memoryEntries);
    }
    relativeOffsets[memoryEntries] = Math.toIntExact(lastOffset - baseOffset);
    positions[memoryEntries] = position;
    memoryEntries++;
  }

  /** A position from which a scan finds the offset, or {@link #ASK_FILE}. */
  int floorPosition(long offset) {
    long relative = Math.min(offset - baseOffset, Integer.MAX_VALUE);
    int place = Arrays.binarySearch(relativeOffsets, 0, memoryEntries, (int) relative);
    int floor = place >= 0 ? place : -place - 2;
    if (floor >= 0) {
      return positions[floor];
    }
    return fileEntries == 0 ? 0 : ASK_FILE;
  }

  /** The entries in memory, in the file's format. */
  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(memoryEntries * ENTRY_BYTES);
    for (int i = 0; i < memoryEntries; i++) {
      bytes.putInt(relativeOffsets[i]).putInt(positions[i]);
    }
    return bytes.flip();
  }
}
