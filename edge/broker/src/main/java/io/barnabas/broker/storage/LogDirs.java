package io.barnabas.broker.storage;

import io.barnabas.broker.partition.PartitionPlace;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Shard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.MetaProperties;
import io.barnabas.log.PartitionFolder;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All of {@code log.dirs}, locked for this process. A partition stays in the directory where it was
 * found; a new one goes where the fewest are. To be used on the shard that opened them.
 */
public final class LogDirs {
  /** The metadata log has its own owner. */
  private static final String METADATA_TOPIC = "__cluster_metadata";

  private final List<LogDirectory> directories;
  private final String clusterId;
  private final Map<TopicPartition, LogDirectory> directoryOf = new HashMap<>();
  private final Map<LogDirectory, Integer> partitionCounts = new HashMap<>();

  private LogDirs(List<LogDirectory> directories, String clusterId) {
    this.directories = List.copyOf(directories);
    this.clusterId = clusterId;
    for (LogDirectory directory : directories) {
      partitionCounts.put(directory, 0);
      for (PartitionFolder folder : directory.partitionFolders()) {
        if (folder.kind() == PartitionFolder.Kind.CURRENT && !isMetadata(folder)) {
          note(folder.topicPartition(), directory);
        }
      }
    }
  }

  private static boolean isMetadata(PartitionFolder folder) {
    return folder.topicPartition().topic().equals(METADATA_TOPIC);
  }

  /**
   * Opens and locks them all; a new one is given its ids.
   *
   * <p>Fails with {@link io.barnabas.log.LogException.StorageFailure} or {@link
   * ForeignDirectoryException}, whose messages are for the operator.
   */
  public static CompletionStage<LogDirs> open(Shard shard, List<Path> paths, int nodeId) {
    CompletionStage<List<LogDirectory>> opened =
        CompletableFuture.completedStage(new ArrayList<>());
    for (Path path : paths) {
      opened =
          opened.thenCompose(
              before ->
                  LogDirectory.open(shard, path)
                      .thenApply(
                          directory -> {
                            before.add(directory);
                            return before;
                          }));
    }
    return opened.thenCompose(all -> identify(shard.randomness(), all, nodeId));
  }

  private static CompletionStage<LogDirs> identify(
      Randomness randomness, List<LogDirectory> directories, int nodeId) {
    Optional<String> known = Optional.empty();
    for (LogDirectory directory : directories) {
      known = DirectoryOwner.check(directory, known, nodeId);
    }
    String clusterId = known.orElseGet(() -> uuid(randomness).toString());
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (LogDirectory directory : directories) {
      if (directory.metaProperties().isEmpty()) {
        MetaProperties own =
            new MetaProperties(Optional.of(clusterId), nodeId, Optional.of(uuid(randomness)));
        writes.add(directory.write(own).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
        .thenApply(_ -> new LogDirs(directories, clusterId));
  }

  private static Uuid uuid(Randomness randomness) {
    UUID unique = randomness.nextUuid();
    return new Uuid(unique.getMostSignificantBits(), unique.getLeastSignificantBits());
  }

  public String clusterId() {
    return clusterId;
  }

  public List<LogDirectory> directories() {
    return directories;
  }

  /** Whether a partition has a place already. */
  public boolean has(TopicPartition partition) {
    return directoryOf.containsKey(partition);
  }

  /** Where a partition's log is or is to be. */
  public PartitionPlace place(TopicPartition partition, Uuid topicId) {
    LogDirectory directory = directoryOf.get(partition);
    if (directory == null) {
      directory = leastUsed();
      note(partition, directory);
      return PartitionPlace.fresh(directory.identity(partition, topicId));
    }
    return new PartitionPlace(
        directory.identity(partition, topicId), directory.startPoint(partition));
  }

  private LogDirectory leastUsed() {
    LogDirectory least = directories.getFirst();
    for (LogDirectory directory : directories) {
      if (partitionCounts.getOrDefault(directory, 0) < partitionCounts.getOrDefault(least, 0)) {
        least = directory;
      }
    }
    return least;
  }

  private void note(TopicPartition partition, LogDirectory directory) {
    directoryOf.put(partition, directory);
    partitionCounts.merge(directory, 1, Integer::sum);
  }

  /** A partition is deleted. */
  public void forget(TopicPartition partition) {
    LogDirectory directory = directoryOf.remove(partition);
    if (directory != null) {
      partitionCounts.merge(directory, -1, Integer::sum);
    }
  }

  /** The partitions that have a folder in a directory. */
  List<TopicPartition> partitionsIn(LogDirectory directory) {
    return directoryOf.entrySet().stream()
        .filter(entry -> entry.getValue() == directory)
        .map(Map.Entry::getKey)
        .toList();
  }
}
