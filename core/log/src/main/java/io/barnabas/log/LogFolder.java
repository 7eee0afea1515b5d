package io.barnabas.log;

import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is found in a partition's folder.
 *
 * @param segmentBytes size of the log file of each segment, by base offset
 * @param offsetIndexes base offsets of the segments that have an offset index file
 * @param timeIndexes base offsets of the segments that have a time index file
 * @param snapshots offsets of the producer snapshots
 */
record LogFolder(
    Path path,
    NavigableMap<Long, Long> segmentBytes,
    NavigableSet<Long> offsetIndexes,
    NavigableSet<Long> timeIndexes,
    NavigableSet<Long> snapshots) {

  private static final List<String> LEFT_OVER =
      List.of(SwapFiles.DELETED, SwapFiles.CLEANED, SwapFiles.SWAP, ".tmp");

  /** Looks into a folder, and clears away what a crash left half done. */
  static LogFolder inspect(Volume volume, Path path) throws IOException {
    List<Volume.Entry> entries = volume.list(path);
    if (completeSwaps(volume, path, entries)) {
      entries = volume.list(path);
    }
    LogFolder folder =
        new LogFolder(path, new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (Volume.Entry entry : entries) {
      folder.note(volume, entry);
    }
    folder.deleteOrphans(volume);
    return folder;
  }

  /** Completes the swaps of cleaned segments that were decided; true if there were any. */
  private static boolean completeSwaps(Volume volume, Path path, List<Volume.Entry> entries)
      throws IOException {
    List<Long> swaps = bases(entries, SegmentPaths.LOG + SwapFiles.SWAP);
    for (long base : swaps) {
      new SwapFiles(new SegmentPaths(path, base)).resume(volume, bases(entries, SegmentPaths.LOG));
    }
    return !swaps.isEmpty();
  }

  private static List<Long> bases(List<Volume.Entry> entries, String suffix) {
    return entries.stream()
        .flatMap(entry -> SegmentPaths.baseOffsetOf(entry.name(), suffix).stream().boxed())
        .toList();
  }

  private void note(Volume volume, Volume.Entry entry) throws IOException {
    String name = entry.name();
    if (LEFT_OVER.stream().anyMatch(name::endsWith)) {
      volume.delete(path.resolve(name));
      return;
    }
    SegmentPaths.baseOffsetOf(name, SegmentPaths.LOG)
        .ifPresent(base -> segmentBytes.put(base, entry.sizeBytes()));
    noteBase(name, SegmentPaths.OFFSET_INDEX, offsetIndexes);
    noteBase(name, SegmentPaths.TIME_INDEX, timeIndexes);
    noteBase(name, SegmentPaths.PRODUCER_SNAPSHOT, snapshots);
  }

  private static void noteBase(String name, String suffix, NavigableSet<Long> bases) {
    SegmentPaths.baseOffsetOf(name, suffix).ifPresent(bases::add);
  }

  /** Index files without a log file are of a segment whose deletion was cut short. */
  private void deleteOrphans(Volume volume) throws IOException {
    NavigableSet<Long> indexed = new TreeSet<>(offsetIndexes);
    indexed.addAll(timeIndexes);
    indexed.removeAll(segmentBytes.keySet());
    for (long base : indexed) {
      deleteIndexes(volume, paths(base));
    }
  }

  /** Whether a segment's indexes are there. */
  boolean isIndexed(long base) {
    return offsetIndexes.contains(base) && timeIndexes.contains(base);
  }

  SegmentPaths paths(long baseOffset) {
    return new SegmentPaths(path, baseOffset);
  }

  /** Deletes the segments from a base offset on, the last first so that a failure leaves no gap. */
  void deleteSegmentsFrom(Volume volume, long baseOffset) throws IOException {
    NavigableMap<Long, Long> tail = segmentBytes.tailMap(baseOffset, true);
    while (!tail.isEmpty()) {
      deleteSegment(volume, paths(tail.lastKey()));
      tail.pollLastEntry();
    }
  }

  /**
   * Deletes the segments that lie wholly below an offset, in memory too. Durably: nobody syncs them
   * any more, and one that came back without its content would look like a loss.
   */
  void deleteSegmentsBelow(Volume volume, long offset) throws IOException {
    Long first = segmentBytes.floorKey(offset);
    if (first == null) {
      return;
    }
    NavigableMap<Long, Long> head = segmentBytes.headMap(first, false);
    if (head.isEmpty()) {
      return;
    }
    for (long base : head.keySet()) {
      deleteSegment(volume, paths(base));
    }
    volume.syncDirectory(path);
    head.clear();
  }

  /** Deletes the snapshots above an offset, durably: what they tell of is not there. */
  void deleteSnapshotsAbove(Volume volume, long offset) throws IOException {
    NavigableSet<Long> above = snapshots.tailSet(offset, false);
    for (long snapshot : above) {
      volume.delete(paths(snapshot).producerSnapshot());
    }
    if (!above.isEmpty()) {
      volume.syncDirectory(path);
    }
    above.clear();
  }

  /** Gives a partition's folder another name, so that a crash does not undo it. */
  static void moveDurably(Volume volume, Path folder, Path renamed) throws IOException {
    volume.move(folder, renamed);
    Path parent = folder.getParent();
    if (parent != null) {
      volume.syncDirectory(parent);
    }
  }

  /** Deletes a segment's files, the log file first, so that a crash leaves orphans at most. */
  static void deleteSegment(Volume volume, SegmentPaths paths) throws IOException {
    volume.delete(paths.log());
    deleteIndexes(volume, paths);
  }

  static void deleteIndexes(Volume volume, SegmentPaths paths) throws IOException {
    volume.delete(paths.offsetIndex());
    volume.delete(paths.timeIndex());
    volume.delete(paths.transactionIndex());
  }
}
