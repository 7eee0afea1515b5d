package io.barnabas.log;

import io.barnabas.environment.FileLockedException;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a log directory says of itself, without being taken into use.
 *
 * @param wasCleanShutdown whether its last user closed all logs in order
 */
public record DirectorySummary(
    Path path,
    Optional<MetaProperties> metaProperties,
    boolean wasCleanShutdown,
    List<PartitionFolder> partitionFolders) {

  /** What an open directory was like when it was opened. */
  public static DirectorySummary of(LogDirectory directory) {
    return new DirectorySummary(
        directory.path(),
        directory.metaProperties(),
        directory.wasCleanShutdown(),
        directory.partitionFolders());
  }

  /**
   * Looks at a directory, and changes nothing. Blocking.
   *
   * @throws LogException.StorageFailure if a broker is running on it
   */
  public static DirectorySummary read(Volume volume, Path path) throws IOException {
    requireUnlocked(volume, path);
    return new DirectorySummary(
        path,
        MetaProperties.read(volume, path),
        volume.exists(path.resolve(DirectoryContent.CLEAN_SHUTDOWN_FILE)),
        DirectoryContent.listFolders(volume, path));
  }

  /** Without the file nobody has locked it, and none is to be left here. */
  private static void requireUnlocked(Volume volume, Path path) throws IOException {
    Path file = path.resolve(DirectoryContent.LOCK_FILE);
    if (!volume.exists(file)) {
      return;
    }
    try {
      volume.lock(file).close();
    } catch (FileLockedException e) {
      throw new LogException.StorageFailure(path + " is in use by a broker: stop it first", e);
    }
  }
}
