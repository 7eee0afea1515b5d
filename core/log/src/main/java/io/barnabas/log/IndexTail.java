package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Index entries on their way into the files of a segment.
 *
 * @param offsetsPosition where they go in the offset index file, which ends with them
 * @param timesPosition where they go in the time index file, which ends with them
 */
record IndexTail(long offsetsPosition, ByteBuffer offsets, long timesPosition, ByteBuffer times) {

  void write(Volume volume, SegmentPaths paths) throws IOException {
    write(volume, paths.offsetIndex(), offsetsPosition, offsets, false);
    write(volume, paths.timeIndex(), timesPosition, times, false);
  }

  /** Writes so that the entries outlive a crash, their files' names being synced too. */
  void writeDurably(Volume volume, SegmentPaths paths) throws IOException {
    write(volume, paths.offsetIndex(), offsetsPosition, offsets, true);
    write(volume, paths.timeIndex(), timesPosition, times, true);
    volume.syncDirectory(paths.folder());
  }

  private static void write(
      Volume volume, Path path, long position, ByteBuffer entries, boolean durably)
      throws IOException {
    try (VolumeFile file = volume.open(path, OpenMode.WRITE)) {
      if (file.size() > position) {
        file.truncate(position);
      }
      if (entries.hasRemaining()) {
        file.write(position, entries.duplicate());
      }
      if (durably) {
        file.sync();
      }
    }
  }
}
