package io.barnabas.log;

import java.util.Arrays;

/**
 * Where the youngest batches of the active segment lie, so that consumers at the end of the log are
 * answered without a look at the disk. A ring that grows up to a fixed size and then forgets the
 * oldest.
 */
final class RecentBatches {
  /** What {@link #find} gives for an offset older than all that is remembered. */
  static final int UNKNOWN = -1;

  private static final int INITIAL_SIZE = 8;
  private static final int MAX_SIZE = 256;

  private long[] nextOffsets = new long[INITIAL_SIZE];
  private int[] positions = new int[INITIAL_SIZE];
  private int first;
  private int count;
  private long firstOffset;
  private int endPosition;

  /** Notes a batch that follows all noted before. */
  void add(long baseOffset, long nextOffset, int position, int sizeBytes) {
    if (count == 0) {
      firstOffset = baseOffset;
    } else if (count == MAX_SIZE) {
      firstOffset = nextOffsets[first];
      first = slot(1);
      count--;
    } else if (count == positions.length) {
      grow();
    }
    int slot = slot(count);
    nextOffsets[slot] = nextOffset;
    positions[slot] = position;
    count++;
    endPosition = position + sizeBytes;
  }

  /** The number of the first batch that ends at or after an offset; may be that after the last. */
  int find(long offset) {
    if (count == 0 || offset < firstOffset) {
      return UNKNOWN;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nextOffsets[slot(middle)] > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  int position(int number) {
    return number < count ? positions[slot(number)] : endPosition;
  }

  int sizeBytes(int number) {
    return number < count ? position(number + 1) - position(number) : 0;
  }

  private int slot(int number) {
    return (first + number) & (positions.length - 1);
  }

  /** Only a ring that has not wrapped yet grows. */
  private void grow() {
    nextOffsets = Arrays.copyOf(nextOffsets, 2 * count);
    positions = Arrays.copyOf(positions, 2 * count);
  }
}
