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
 * @param cleanShutdownMark what its last user left when all logs were closed in order; else empty
 */
record DirectoryContent(
    Closeable lock,
    Optional<ByteBuffer> cleanShutdownMark,
    Optional<MetaProperties> metaProperties,
    Map<CheckpointFile, Map<TopicPartition, Long>> checkpoints,
    List<PartitionFolder> folders) {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryContent.class);
  static final String LOCK_FILE = ".lock";
  static final String CLEAN_SHUTDOWN_FILE = ".kafka_cleanshutdown";
  private static final String CLEAN_SHUTDOWN_CONTENT = "{\"version\":0,\"brokerEpoch\":-1}";

  /** Takes the directory, made where there is none, for this process, and reads it. Blocking. */
  static DirectoryContent open(Volume volume, Path path) throws IOException {
    createDurably(volume, path);
    volume.createDirectories(path); // which fails where it is no folder
    Closeable lock = lock(volume, path);
    try {
      return read(volume, path, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Were its own name lost in a crash, all that was synced in it would be lost with it. */
  private static void createDurably(Volume volume, Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null && !volume.exists(path)) {
      createDurably(volume, parent);
      volume.createDirectories(path);
      volume.syncDirectory(parent);
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
    Optional<MetaProperties> metaProperties = MetaProperties.read(volume, path);
    List<PartitionFolder> folders = listFolders(volume, path);
    // Last, so that the mark is still there where something else can't be read.
    return new DirectoryContent(
        lock, takeCleanShutdownMark(volume, path), metaProperties, checkpoints, folders);
  }

  /** What can't be read counts as not there, which only makes recovery longer. */
  private static Map<TopicPartition, Long> readCheckpoint(Volume volume, Path file)
      throws IOException {
    try {
      ByteBuffer content = volume.readFully(file);
      // Kafka leaves an empty file where it has had nothing to write.
      return content.hasRemaining() ? OffsetCheckpoint.decode(file, content) : Map.of();
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (MalformedFileException e) {
      LOG.warn("A checkpoint is not used: {}", e.getMessage());
      return Map.of();
    }
  }

  /** The mark is good once: a crash after this start must not find it. */
  private static Optional<ByteBuffer> takeCleanShutdownMark(Volume volume, Path path)
      throws IOException {
    Path mark = path.resolve(CLEAN_SHUTDOWN_FILE);
    if (!volume.exists(mark)) {
      return Optional.empty();
    }
    ByteBuffer content = volume.readFully(mark);
    volume.delete(mark);
    volume.syncDirectory(path);
    return Optional.of(content);
  }

  boolean wasCleanShutdown() {
    return cleanShutdownMark.isPresent();
  }

  /** Puts the mark back as it was found, where there was one. */
  void restoreCleanShutdownMark(Volume volume, Path path) throws IOException {
    if (cleanShutdownMark.isPresent()) {
      volume.replace(path.resolve(CLEAN_SHUTDOWN_FILE), cleanShutdownMark.get().duplicate());
    }
  }

  static void markCleanShutdown(Volume volume, Path path) throws IOException {
    ByteBuffer content = UTF_8.encode(CLEAN_SHUTDOWN_CONTENT);
    volume.replace(path.resolve(CLEAN_SHUTDOWN_FILE), content);
  }

  static List<PartitionFolder> listFolders(Volume volume, Path path) throws IOException {
    return volume.list(path).stream()
        .filter(Volume.Entry::isFolder)
        .flatMap(entry -> PartitionFolder.parse(entry.name()).stream())
        .toList();
  }
}
