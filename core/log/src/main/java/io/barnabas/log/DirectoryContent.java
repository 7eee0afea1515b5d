package io.barnabas.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.environment.FileLockedException;
import io.barnabas.environment.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a log directory held when it was opened.
 *
 * @param lock held until it is closed
 * @param wasCleanShutdown whether its last user closed all logs in order
 */
record DirectoryContent(
    Closeable lock,
    boolean wasCleanShutdown,
    Optional<MetaProperties> metaProperties,
    Map<CheckpointFile, Map<TopicPartition, Long>> checkpoints,
    List<PartitionFolder> folders) {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryContent.class);
  private static final String LOCK_FILE = ".lock";
  private static final String CLEAN_SHUTDOWN_FILE = ".kafka_cleanshutdown";
  private static final String CLEAN_SHUTDOWN_CONTENT = "{\"version\":0,\"brokerEpoch\":-1}";

  /** Takes the directory, made where there is none, for this process, and reads it. Blocking. */
  static DirectoryContent open(Volume volume, Path path) throws IOException {
    volume.createDirectories(path);
    Closeable lock = lock(volume, path);
    try {
      return read(volume, path, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Closeable lock(Volume volume, Path path) throws IOException {
    try {
      return volume.lock(path.resolve(LOCK_FILE));
    } catch (FileLockedException e) {
      throw new LogException.StorageFailure(path + " is in use by another broker", e);
    }
  }

  private static DirectoryContent read(Volume volume, Path path, Closeable lock)
      throws IOException {
    Map<CheckpointFile, Map<TopicPartition, Long>> checkpoints =
        new EnumMap<>(CheckpointFile.class);
    for (CheckpointFile kind : CheckpointFile.values()) {
      checkpoints.put(kind, readCheckpoint(volume, path.resolve(kind.fileName())));
    }
    return new DirectoryContent(
        lock,
        takeCleanShutdownMark(volume, path),
        readMetaProperties(volume, path.resolve(MetaProperties.FILE_NAME)),
        checkpoints,
        listFolders(volume, path));
  }

  /** What can't be read counts as not there, which only makes recovery longer. */
  private static Map<TopicPartition, Long> readCheckpoint(Volume volume, Path file)
      throws IOException {
    try {
      return OffsetCheckpoint.decode(file, volume.readFully(file));
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (MalformedFileException e) {
      LOG.warn("A checkpoint is not used: {}", e.getMessage());
      return Map.of();
    }
  }

  /** The mark is good once: a crash after this start must not find it. */
  private static boolean takeCleanShutdownMark(Volume volume, Path path) throws IOException {
    boolean marked = volume.delete(path.resolve(CLEAN_SHUTDOWN_FILE));
    if (marked) {
      volume.syncDirectory(path);
    }
    return marked;
  }

  static void markCleanShutdown(Volume volume, Path path) throws IOException {
    ByteBuffer content = UTF_8.encode(CLEAN_SHUTDOWN_CONTENT);
    volume.replace(path.resolve(CLEAN_SHUTDOWN_FILE), content);
  }

  private static Optional<MetaProperties> readMetaProperties(Volume volume, Path file)
      throws IOException {
    try {
      return Optional.of(MetaProperties.decode(file, volume.readFully(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static List<PartitionFolder> listFolders(Volume volume, Path path) throws IOException {
    return volume.list(path).stream()
        .filter(Volume.Entry::isFolder)
        .flatMap(entry -> PartitionFolder.parse(entry.name()).stream())
        .toList();
  }
}
