package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that take a cleaned segment into the log, under Kafka's names: written as {@code
 * .cleaned}, then {@code .swap}, then without a suffix. The log file is the last to become {@code
 * .swap} and the last to lose it. So a {@code .log.swap} that is there after a crash belongs to a
 * swap that was decided and is to be completed; without it, the other files are left-overs.
 *
 * @param target the segment whose place is taken
 */
record SwapFiles(SegmentPaths target) {
  static final String CLEANED = ".cleaned";
  static final String SWAP = ".swap";
  static final String DELETED = ".deleted";

  Path cleanedLog() {
    return suffixed(target.log(), CLEANED);
  }

  Path cleanedOffsetIndex() {
    return suffixed(target.offsetIndex(), CLEANED);
  }

  Path cleanedTimeIndex() {
    return suffixed(target.timeIndex(), CLEANED);
  }

  static Path suffixed(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Deletes what an abandoned cleaning has written. Blocking. */
  void discard(Volume volume) throws IOException {
    volume.delete(cleanedLog());
    volume.delete(cleanedOffsetIndex());
    volume.delete(cleanedTimeIndex());
  }

  /**
   * Puts the cleaned files in the place of the segments they were made from, the target among them.
   * The old log files get a name that readers do not know; who has them open reads on. Blocking.
   *
   * @return the old log files, to be deleted when nothing hurries
   */
  List<Path> swap(Volume volume, List<SegmentPaths> replaced) throws IOException {
    for (Path file : List.of(target.offsetIndex(), target.timeIndex(), target.log())) {
      volume.move(suffixed(file, CLEANED), suffixed(file, SWAP));
    }
    volume.syncDirectory(target.folder());
    return complete(volume, replaced);
  }

  private List<Path> complete(Volume volume, List<SegmentPaths> replaced) throws IOException {
    List<Path> doomed = new ArrayList<>();
    for (SegmentPaths paths : replaced) {
      Path old = suffixed(paths.log(), DELETED);
      volume.move(paths.log(), old);
      doomed.add(old);
      if (!paths.equals(target)) {
        LogFolder.deleteIndexes(volume, paths);
        volume.delete(paths.producerSnapshot());
      }
    }
    for (Path file : List.of(target.offsetIndex(), target.timeIndex(), target.log())) {
      if (volume.exists(suffixed(file, SWAP))) {
        volume.move(suffixed(file, SWAP), file);
      }
    }
    volume.syncDirectory(target.folder());
    return doomed;
  }

  /**
   * Completes a swap that a crash cut short. What was replaced are the segments that begin within
   * the new one, which ends where they ended. Blocking.
   *
   * @param bases of the segments that are there
   */
  void resume(Volume volume, List<Long> bases) throws IOException {
    long endOffset = endOffset(volume);
    List<SegmentPaths> replaced =
        bases.stream()
            .filter(base -> base == target.baseOffset() || isWithin(base, endOffset))
            .map(base -> new SegmentPaths(target.folder(), base))
            .toList();
    for (Path old : complete(volume, replaced)) {
      volume.delete(old);
    }
  }

  private boolean isWithin(long base, long endOffset) {
    return base > target.baseOffset() && base < endOffset;
  }

  private long endOffset(Volume volume) throws IOException {
    try (VolumeFile log = volume.open(suffixed(target.log(), SWAP), OpenMode.READ)) {
      BatchScanner scanner = new BatchScanner(log, 0, log.size());
      long endOffset = target.baseOffset();
      for (RecordBatch batch = scanner.next(); batch != null; batch = scanner.next()) {
        endOffset = batch.nextOffset();
      }
      return endOffset;
    }
  }
}
