package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Gives the copy of a log what its batches don't tell: producers that wrote what is deleted by now,
 * leader epochs likewise, and the end of a log whose last batches are gone. Both logs are closed.
 *
 * @param endOffset the log end offset of the source
 */
record FutureEnd(LogIdentity source, LogIdentity copy, long endOffset)
    implements DiskWork<Boolean> {
  @Override
  public Boolean run(Volume volume) throws IOException {
    SegmentPaths end = new SegmentPaths(source.folder(), endOffset);
    SegmentPaths copiedEnd = new SegmentPaths(copy.folder(), endOffset);
    copyIfThere(volume, end.producerSnapshot(), copiedEnd.producerSnapshot());
    copyIfThere(
        volume,
        source.folder().resolve(LeaderEpochs.FILE_NAME),
        copy.folder().resolve(LeaderEpochs.FILE_NAME));
    if (endsBefore(volume)) {
      volume.open(copiedEnd.log(), OpenMode.WRITE).close();
    }
    volume.syncDirectory(copy.folder());
    volume.syncDirectory(copy.directory());
    return true;
  }

  private static void copyIfThere(Volume volume, Path from, Path to) throws IOException {
    if (volume.exists(from)) {
      volume.replace(to, volume.readFully(from));
    }
  }

  /** The source ends with an empty segment, which alone tells where. */
  private boolean endsBefore(Volume volume) throws IOException {
    FolderEnd sourceEnd = FolderEnd.of(volume, source.folder());
    boolean isEmptyAtEnd = sourceEnd.equals(new FolderEnd(endOffset, 0));
    return isEmptyAtEnd && FolderEnd.of(volume, copy.folder()).compareTo(sourceEnd) < 0;
  }
}
