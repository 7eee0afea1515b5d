package io.barnabas.log;

import io.barnabas.environment.DiskWork;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Puts the finished copy of a log in its place. The old folder loses its name first: a start that
 * finds no log of a partition but a copy knows that the copy was complete, and one that finds both
 * knows that nothing is lost with the copy. It may be done again after a failure, and leaves either
 * the old log or the new one under the partition's name if the disks let it.
 *
 * @param doomed the old folder's last name
 */
public record LogReplacement(LogIdentity old, LogIdentity copy, LogIdentity target, Path doomed)
    implements DiskWork<Boolean> {

  /** A replacement under a name that was not used before. */
  public static LogReplacement of(
      LogIdentity old, LogIdentity copy, LogIdentity target, UUID unique) {
    String name = PartitionFolder.deletedName(old.topicPartition(), unique);
    return new LogReplacement(old, copy, target, old.folder().resolveSibling(name));
  }

  @Override
  public Boolean run(Volume volume) throws IOException {
    if (volume.exists(target.folder())) {
      if (volume.exists(copy.folder())) {
        throw new FileAlreadyExistsException(target.folder().toString());
      }
      return true;
    }
    if (volume.exists(old.folder())) {
      LogFolder.moveDurably(volume, old.folder(), doomed);
    }
    try {
      LogFolder.moveDurably(volume, copy.folder(), target.folder());
    } catch (IOException failure) {
      undo(volume, failure);
      throw failure;
    }
    return true;
  }

  private void undo(Volume volume, IOException failure) {
    try {
      if (!volume.exists(target.folder())) {
        LogFolder.moveDurably(volume, doomed, old.folder());
      }
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }
}
