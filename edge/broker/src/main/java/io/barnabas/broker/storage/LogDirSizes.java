package io.barnabas.broker.storage;

import io.barnabas.broker.handler.LogDirReport;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.partition.ShardPartitions;
import io.barnabas.environment.Shard;
import io.barnabas.log.FutureLog;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.PartitionLog;
import io.barnabas.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures the log directories: what their open logs hold, and what their file systems say. */
public final class LogDirSizes implements LogDirReport {
  private static final long UNKNOWN = -1;

  private final Partitions partitions;
  private final Supplier<Collection<DirectoryState>> directories;

  /**
   * @param directories which there are, and whether they can be used; asked on any thread
   */
  public LogDirSizes(Partitions partitions, Supplier<Collection<DirectoryState>> directories) {
    this.partitions = partitions;
    this.directories = directories;
  }

  /** A log and the directory it is in. */
  private record Placed(Path directory, LogSize log) {
    static Placed of(PartitionLog log) {
      return new Placed(
          log.identity().directory(), new LogSize(log.topicPartition(), log.sizeBytes(), 0, false));
    }

    static Placed of(FutureLog copy) {
      LogIdentity identity = copy.identity();
      return new Placed(
          identity.directory(),
          new LogSize(identity.topicPartition(), copy.sizeBytes(), copy.lag(), true));
    }
  }

  @Override
  public CompletionStage<List<LogDir>> report(Shard asker) {
    return partitions
        .askAll(asker, owner -> CompletableFuture.completedStage(logsOf(owner)))
        .thenCompose(logs -> measureAll(asker, logs.stream().flatMap(List::stream).toList()));
  }

  private static List<Placed> logsOf(ShardPartitions owner) {
    return Stream.concat(
            owner.leaders().stream().map(leader -> Placed.of(leader.log())),
            owner.futureLogs().stream().map(Placed::of))
        .toList();
  }

  private CompletionStage<List<LogDir>> measureAll(Shard asker, List<Placed> logs) {
    CompletionStage<List<LogDir>> measured = CompletableFuture.completedStage(new ArrayList<>());
    Map<Path, List<LogSize>> inside =
        logs.stream()
            .collect(
                Collectors.groupingBy(
                    Placed::directory, Collectors.mapping(Placed::log, Collectors.toList())));
    for (DirectoryState directory : directories.get()) {
      measured =
          measured.thenCombine(
              measure(asker, directory, inside.getOrDefault(directory.path(), List.of())),
              (dirs, dir) -> {
                dirs.add(dir);
                return dirs;
              });
    }
    return measured;
  }

  private static CompletionStage<LogDir> measure(
      Shard asker, DirectoryState state, List<LogSize> inside) {
    Path directory = state.path();
    String path = directory.toString();
    LogDir failed = new LogDir(path, ErrorCode.KAFKA_STORAGE_ERROR, UNKNOWN, UNKNOWN, List.of());
    if (state.hasFailed()) {
      return CompletableFuture.completedStage(failed);
    }
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
        .exceptionally(_ -> failed);
  }
}
