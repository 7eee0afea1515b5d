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
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of {@code log.dirs}, locked for this process. A partition stays in the directory where it was
 * found; a new one goes where the fewest are. To be used on the shard that opened them.
 */
public final class LogDirs {
  private static final Logger log = LoggerFactory.getLogger(LogDirs.class);

  /** The metadata log has its own owner. */
  private static final String METADATA_TOPIC = "__cluster_metadata";

  private final List<LogDirectory> directories;
  private final List<Uuid> directoryIds;
  private final String clusterId;
  private final Map<TopicPartition, LogDirectory> directoryOf = new HashMap<>();
  private final Map<LogDirectory, Integer> partitionCounts = new HashMap<>();

  private LogDirs(List<LogDirectory> directories, List<Uuid> directoryIds, String clusterId) {
    this.directories = List.copyOf(directories);
    this.directoryIds = List.copyOf(directoryIds);
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
   * Opens and locks them all; one that lacks ids is given them.
   *
   * <p>Fails with {@link io.barnabas.log.LogException.StorageFailure} or {@link
   * ForeignDirectoryException}, whose messages are for the operator.
   */
  public static CompletionStage<LogDirs> open(Shard shard, List<Path> paths, int nodeId) {
    List<LogDirectory> opened = new ArrayList<>();
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    for (Path path : paths) {
      all = all.thenCompose(_ -> LogDirectory.open(shard, path).thenAccept(opened::add));
    }
    return all.thenCompose(_ -> identify(shard.randomness(), opened, nodeId))
        .exceptionallyCompose(
            failure -> giveBack(opened).thenCompose(_ -> CompletableFuture.failedStage(failure)));
  }

  private static CompletionStage<LogDirs> identify(
      Randomness randomness, List<LogDirectory> directories, int nodeId) {
    Optional<String> known = Optional.empty();
    for (LogDirectory directory : directories) {
      known = DirectoryOwner.check(directory, known, nodeId);
    }
    String clusterId = known.orElseGet(() -> uuid(randomness).toString());
    List<Uuid> ids = new ArrayList<>();
    List<CompletableFuture<Void>> writes = new ArrayList<>();
    for (LogDirectory directory : directories) {
      Optional<MetaProperties> found = directory.metaProperties();
      Optional<Uuid> id =
          found.isPresent() ? found.get().directoryId() : Optional.of(uuid(randomness));
      MetaProperties own = new MetaProperties(Optional.of(clusterId), nodeId, id);
      id.ifPresent(ids::add);
      if (!found.equals(Optional.of(own))) {
        writes.add(directory.write(own).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
        .thenApply(_ -> new LogDirs(directories, ids, clusterId));
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

  /** The ids of the directories, of those that have one. */
  public List<Uuid> directoryIds() {
    return directoryIds;
  }

  /** Gives the directories back as they were found: nothing has been done with the logs. */
  public CompletionStage<Void> giveBack() {
    return giveBack(directories);
  }

  private static CompletionStage<Void> giveBack(List<LogDirectory> directories) {
    return allOf(directories, directory -> close(directory, directory.restoreCleanShutdownMark()));
  }

  /**
   * Gives the directories back at the end of a run.
   *
   * @param inOrder whether all logs of a directory were closed in order, so that the next start
   *     need not recover them
   */
  public CompletionStage<Void> close(Predicate<LogDirectory> inOrder) {
    return allOf(
        directories,
        directory ->
            close(
                directory,
                inOrder.test(directory)
                    ? directory.markCleanShutdown()
                    : CompletableFuture.completedStage(null)));
  }

  private static CompletionStage<Void> allOf(
      List<LogDirectory> directories, Function<LogDirectory, CompletionStage<Void>> ending) {
    return CompletableFuture.allOf(
        directories.stream()
            .map(directory -> ending.apply(directory).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  private static CompletionStage<Void> close(
      LogDirectory directory, CompletionStage<Void> marking) {
    return marking
        .exceptionally(
            failure -> {
              log.warn("{} is not marked as closed: {}", directory.path(), failure.toString());
              return null;
            })
        .thenCompose(_ -> directory.close());
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
