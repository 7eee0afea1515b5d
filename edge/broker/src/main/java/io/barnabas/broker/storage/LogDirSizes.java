package io.barnabas.broker.storage;

import io.barnabas.broker.handler.LogDirReport;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.partition.ShardPartitions;
import io.barnabas.environment.Shard;
import io.barnabas.log.PartitionLog;
import io.barnabas.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Measures the log directories: what their open logs hold, and what their file systems say. */
public final class LogDirSizes implements LogDirReport {
  private static final long UNKNOWN = -1;

  private final Partitions partitions;
  private final List<Path> directories;

  /**
   * @param directories the absolute paths of {@code log.dirs}
   */
  public LogDirSizes(Partitions partitions, List<Path> directories) {
    this.partitions = partitions;
    this.directories = List.copyOf(directories);
  }

  /** A log and the directory it is in. */
  private record Placed(Path directory, LogSize log) {
    static Placed of(PartitionLog log) {
      Path folder = log.identity().folder();
      return new Placed(
          folder.resolveSibling(""), new LogSize(log.topicPartition(), log.sizeBytes()));
    }
  }

  @Override
  public CompletionStage<List<LogDir>> report(Shard asker) {
    return partitions
        .askAll(asker, owner -> CompletableFuture.completedStage(logsOf(owner)))
        .thenCompose(logs -> measureAll(asker, logs.stream().flatMap(List::stream).toList()));
  }

  private static List<Placed> logsOf(ShardPartitions owner) {
    return owner.leaders().stream().map(leader -> Placed.of(leader.log())).toList();
  }

  private CompletionStage<List<LogDir>> measureAll(Shard asker, List<Placed> logs) {
    CompletionStage<List<LogDir>> measured =
        CompletableFuture.completedStage(new ArrayList<>(directories.size()));
    for (Path directory : directories) {
      List<LogSize> inside =
          logs.stream()
              .filter(placed -> placed.directory().equals(directory))
              .map(Placed::log)
              .toList();
      measured =
          measured.thenCombine(
              measure(asker, directory, inside),
              (dirs, dir) -> {
                dirs.add(dir);
                return dirs;
              });
    }
    return measured;
  }

  private static CompletionStage<LogDir> measure(
      Shard asker, Path directory, List<LogSize> inside) {
    String path = directory.toString();
    return asker
        .disk()
        .lane(directory.hashCode())
        .submit(
            volume ->
                new LogDir(
                    path,
                    ErrorCode.NONE,
                    volume.totalBytes(directory),
                    volume.usableBytes(directory),
                    inside))
        .exceptionally(
            _ -> new LogDir(path, ErrorCode.KAFKA_STORAGE_ERROR, UNKNOWN, UNKNOWN, List.of()));
  }
}
