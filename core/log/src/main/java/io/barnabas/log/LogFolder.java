package io.barnabas.log;

import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is found in a partition's folder.
 *
 * @param segmentBytes size of the log file of each segment, by base offset
 * @param indexBytes size of the offset index file of each segment that has one
 * @param snapshots offsets of the producer snapshots
 */
record LogFolder(
    Path path,
    NavigableMap<Long, Long> segmentBytes,
    Map<Long, Long> indexBytes,
    NavigableSet<Long> snapshots) {

  /** Looks into a folder, and clears away what a crash left half done. */
  static LogFolder inspect(Volume volume, Path path) throws IOException {
    LogFolder folder = new LogFolder(path, new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    for (Volume.Entry entry : volume.list(path)) {
      folder.note(volume, entry);
    }
    folder.deleteOrphans(volume);
    return folder;
  }

  private void note(Volume volume, Volume.Entry entry) throws IOException {
    String name = entry.name();
    if (Stream.of(".deleted", ".cleaned", ".tmp").anyMatch(name::endsWith)) {
      volume.delete(path.resolve(name));
      return;
    }
    SegmentPaths.baseOffsetOf(name, SegmentPaths.LOG)
        .ifPresent(base -> segmentBytes.put(base, entry.sizeBytes()));
    SegmentPaths.baseOffsetOf(name, SegmentPaths.OFFSET_INDEX)
        .ifPresent(base -> indexBytes.put(base, entry.sizeBytes()));
    OptionalLong snapshot = SegmentPaths.baseOffsetOf(name, SegmentPaths.PRODUCER_SNAPSHOT);
    snapshot.ifPresent(snapshots::add);
  }

  /** Index files without a log file are of a segment whose deletion was cut short. */
  private void deleteOrphans(Volume volume) throws IOException {
    for (long base : indexBytes.keySet()) {
      if (!segmentBytes.containsKey(base)) {
        deleteIndexes(volume, paths(base));
      }
    }
    indexBytes.keySet().retainAll(segmentBytes.keySet());
  }

  SegmentPaths paths(long baseOffset) {
    return new SegmentPaths(path, baseOffset);
  }

  /** Deletes the segments from a base offset on, in memory too. */
  void deleteSegmentsFrom(Volume volume, long baseOffset) throws IOException {
    NavigableMap<Long, Long> tail = segmentBytes.tailMap(baseOffset, true);
    for (long base : tail.keySet()) {
      deleteSegment(volume, paths(base));
    }
    tail.clear();
  }

  /** Deletes the snapshots above an offset: what they tell of is not there. */
  void deleteSnapshotsAbove(Volume volume, long offset) throws IOException {
    NavigableSet<Long> above = snapshots.tailSet(offset, false);
    for (long snapshot : above) {
      volume.delete(paths(snapshot).producerSnapshot());
    }
    above.clear();
  }

  /** Deletes a segment's files, the log file first, so that a crash leaves orphans at most. */
  static void deleteSegment(Volume volume, SegmentPaths paths) throws IOException {
    volume.delete(paths.log());
    deleteIndexes(volume, paths);
  }

  private static void deleteIndexes(Volume volume, SegmentPaths paths) throws IOException {
    volume.delete(paths.offsetIndex());
    volume.delete(paths.timeIndex());
    volume.delete(paths.transactionIndex());
  }
}
