package io.barnabas.log;

import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * How far the files of a partition's folder reach, by their names and sizes alone: of two folders
 * of one partition the greater is the one that was written to last, as a log never gets shorter
 * while it is led.
 *
 * @param baseOffset of the last segment, -1 where there is none
 * @param lastSegmentBytes size of that segment
 */
public record FolderEnd(long baseOffset, long lastSegmentBytes) implements Comparable<FolderEnd> {
  private static final FolderEnd NONE = new FolderEnd(-1, 0);
  private static final Comparator<FolderEnd> ORDER =
      Comparator.comparingLong(FolderEnd::baseOffset)
          .thenComparingLong(FolderEnd::lastSegmentBytes);

  /** Looks into a folder. Blocking. */
  public static FolderEnd of(Volume volume, Path folder) throws IOException {
    return volume.list(folder).stream()
        .flatMap(
            entry ->
                SegmentPaths.baseOffsetOf(entry.name(), SegmentPaths.LOG).stream()
                    .mapToObj(base -> new FolderEnd(base, entry.sizeBytes())))
        .max(ORDER)
        .orElse(NONE);
  }

  @Override
  public int compareTo(FolderEnd other) {
    return ORDER.compare(this, other);
  }
}
