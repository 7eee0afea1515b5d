package io.barnabas.coordinator.group.offset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of a topic's partitions, by ascending partition. Two arrays, because there are
 * millions of offsets, and a map's nodes would be as large as what they hold.
 */
final class PartitionOffsets {
  private static final int INITIAL_CAPACITY = 4;

  private int[] partitions = new int[INITIAL_CAPACITY];
  private @Nullable CommittedOffset[] offsets = new CommittedOffset[INITIAL_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  /** The partition in this place, from 0 to below the size. */
  int partitionAt(int place) {
    return partitions[place];
  }

  CommittedOffset offsetAt(int place) {
    CommittedOffset offset = offsets[place];
    if (place >= size || offset == null) {
      throw new IndexOutOfBoundsException(place);
    }
    return offset;
  }

  @Nullable CommittedOffset find(int partition) {
    int place = placeOf(partition);
    return place < 0 ? null : offsets[place];
  }

  /** Returns what was there before. */
  @Nullable CommittedOffset put(int partition, CommittedOffset offset) {
    int place = placeOf(partition);
    if (place < 0) {
      insert(-place - 1, partition, offset);
      return null;
    }
    CommittedOffset before = offsets[place];
    offsets[place] = offset;
    return before;
  }

  /** Returns what was there before. */
  @Nullable CommittedOffset remove(int partition) {
    int place = placeOf(partition);
    if (place < 0) {
      return null;
    }
    CommittedOffset before = offsets[place];
    size--;
    System.arraycopy(partitions, place + 1, partitions, place, size - place);
    System.arraycopy(offsets, place + 1, offsets, place, size - place);
    offsets[size] = null;
    return before;
  }

  private void insert(int place, int partition, CommittedOffset offset) {
    if (size == partitions.length) {
      partitions = Arrays.copyOf(partitions, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2);
    }
    System.arraycopy(partitions, place, partitions, place + 1, size - place);
    System.arraycopy(offsets, place, offsets, place + 1, size - place);
    partitions[place] = partition;
    offsets[place] = offset;
    size++;
  }

  /** As {@link Arrays#binarySearch} has it; where all partitions are there, the first look hits. */
  private int placeOf(int partition) {
    return partition >= 0 && partition < size && partitions[partition] == partition
        ? partition
        : Arrays.binarySearch(partitions, 0, size, partition);
  }
}
