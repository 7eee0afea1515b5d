package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One of {@code log.dirs}: partitions' folders, and the files that speak of them all. Locked
 * against other processes while it is open. To be used on the shard that opened it; what it says of
 * the directory's content is as it was then.
 */
public final class LogDirectory {
  private final Path path;
  private final Lane lane;
  private final DirectoryContent content;

  private LogDirectory(Path path, Lane lane, DirectoryContent content) {
    this.path = path;
    this.lane = lane;
    this.content = content;
  }

  /**
   * Opens a directory, made where there is none, and takes its mark of a clean shutdown away.
   *
   * <p>Fails with {@link LogException.StorageFailure} when another process has it or it can't be
   * used; the message is for the operator.
   */
  public static CompletionStage<LogDirectory> open(Shard shard, Path path) {
    Lane lane = shard.disk().lane(path.hashCode());
    return lane.submit(volume -> DirectoryContent.open(volume, path))
        .thenApply(content -> new LogDirectory(path, lane, content))
        .exceptionallyCompose(e -> CompletableFuture.failedFuture(failure(path, e)));
  }

  private static LogException failure(Path path, Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    if (error instanceof LogException known) {
      return known;
    }
    return cause instanceof LogException known
        ? known
        : new LogException.StorageFailure(
            "The log directory %s can't be used: %s".formatted(path, cause), cause);
  }

  public Path path() {
    return path;
  }

  /** Whose it is; empty for one that is new. */
  public Optional<MetaProperties> metaProperties() {
    return content.metaProperties();
  }

  public boolean wasCleanShutdown() {
    return content.wasCleanShutdown();
  }

  /** The offsets in a checkpoint file; none where it was missing or not to be understood. */
  public Map<TopicPartition, Long> checkpoint(CheckpointFile file) {
    return content.checkpoints().getOrDefault(file, Map.of());
  }

  /** The folders of partitions, those that are being deleted or moved too. */
  public List<PartitionFolder> partitionFolders() {
    return content.folders();
  }

  /** Which log a partition has here. */
  public LogIdentity identity(TopicPartition topicPartition, Uuid topicId) {
    return new LogIdentity(path.resolve(topicPartition.toString()), topicPartition, topicId);
  }

  /** From where a partition's log is to be opened. */
  public StartPoint startPoint(TopicPartition topicPartition) {
    return new StartPoint(
        checkpoint(CheckpointFile.LOG_START_OFFSET).getOrDefault(topicPartition, 0L),
        checkpoint(CheckpointFile.RECOVERY_POINT).getOrDefault(topicPartition, 0L),
        checkpoint(CheckpointFile.CLEANER_OFFSET).getOrDefault(topicPartition, 0L),
        wasCleanShutdown());
  }

  /** Writes whose the directory is, durably. */
  public CompletionStage<Void> write(MetaProperties metaProperties) {
    return replace(MetaProperties.FILE_NAME, metaProperties.encode());
  }

  /** Writes a checkpoint file anew, durably. */
  public CompletionStage<Void> write(CheckpointFile file, Map<TopicPartition, Long> offsets) {
    return replace(file.fileName(), OffsetCheckpoint.encode(offsets));
  }

  private CompletionStage<Void> replace(String fileName, ByteBuffer bytes) {
    Path file = path.resolve(fileName);
    return submit(volume -> volume.replace(file, bytes));
  }

  /** Deletes a partition's folder with all that is in it. */
  public CompletionStage<Void> delete(PartitionFolder folder) {
    Path doomed = path.resolve(folder.name());
    return submit(volume -> volume.deleteRecursively(doomed));
  }

  /** Bytes that may still be written here. */
  public CompletionStage<Long> usableBytes() {
    return lane.submit(volume -> volume.usableBytes(path));
  }

  /** Size of the file system that this is on, in bytes. */
  public CompletionStage<Long> totalBytes() {
    return lane.submit(volume -> volume.totalBytes(path));
  }

  /** Marks that all logs were closed in order and the checkpoints written; to be called last. */
  public CompletionStage<Void> markCleanShutdown() {
    return submit(volume -> DirectoryContent.markCleanShutdown(volume, path));
  }

  /** Puts the mark of a clean shutdown back as it was found: nothing was done with the logs. */
  public CompletionStage<Void> restoreCleanShutdownMark() {
    return submit(volume -> content.restoreCleanShutdownMark(volume, path));
  }

  /** Gives the directory back. */
  public CompletionStage<Void> close() {
    return submit(_ -> content.lock().close());
  }

  private CompletionStage<Void> submit(FileChange change) {
    return lane.submit(FileChange.work(change)).thenAccept(_ -> {});
  }
}
