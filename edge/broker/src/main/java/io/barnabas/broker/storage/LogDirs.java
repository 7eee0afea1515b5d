package io.barnabas.broker.storage;

import io.barnabas.broker.partition.PartitionPlace;
import io.barnabas.environment.Shard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.PartitionFolder;
import io.barnabas.log.TopicPartition;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code log.dirs}, locked for this process as far as they can be used. A partition stays in the
 * directory where it was found; a new one goes where the fewest are, or of those to the roomiest.
 * To be used on the shard that opened them.
 */
public final class LogDirs {
  private static final Logger log = LoggerFactory.getLogger(LogDirs.class);

  /** Wishes for topics that nobody makes must not fill the memory. */
  private static final int MAX_WISHES = 100_000;

  /** The metadata log has its own owner. */
  private static final String METADATA_TOPIC = "__cluster_metadata";

  private final List<OwnedDirectory> owned;
  private final List<OfflineDirectory> offline;
  private final String clusterId;
  private final Journals journals;
  private final Placement placement = new Placement();
  private final Map<TopicPartition, String> undecided = new HashMap<>();
  private final Map<TopicPartition, Path> wishes = new HashMap<>();
  private Function<Path, OptionalLong> usableBytes = _ -> OptionalLong.of(0);

  LogDirs(
      List<OwnedDirectory> owned,
      List<OfflineDirectory> offline,
      String clusterId,
      Journals journals) {
    this.owned = List.copyOf(owned);
    this.offline = List.copyOf(offline);
    this.clusterId = clusterId;
    this.journals = journals;
    for (LogDirectory directory : directories()) {
      for (PartitionFolder folder : directory.partitionFolders()) {
        if (folder.kind() == PartitionFolder.Kind.CURRENT && !isMetadata(folder)) {
          placement.add(folder.topicPartition(), directory);
        }
      }
    }
  }

  private static boolean isMetadata(PartitionFolder folder) {
    return folder.topicPartition().topic().equals(METADATA_TOPIC);
  }

  /**
   * Opens and locks all that can be used; one that lacks ids is given them.
   *
   * <p>Fails with {@link io.barnabas.log.LogException.StorageFailure} if none can be used or one is
   * another process's, or with {@link ForeignDirectoryException}; the messages are for the
   * operator.
   */
  public static CompletionStage<LogDirs> open(
      Shard shard, List<Path> paths, int nodeId, JournalTerms terms) {
    return new LogDirsOpening(shard, nodeId, terms).open(paths);
  }

  /** Those of the directories that are open. */
  public Journals journals() {
    return journals;
  }

  public String clusterId() {
    return clusterId;
  }

  /** Those that are open. */
  public List<LogDirectory> directories() {
    return owned.stream().map(OwnedDirectory::directory).toList();
  }

  List<OwnedDirectory> owned() {
    return owned;
  }

  /** Those that could not be opened. */
  List<OfflineDirectory> offline() {
    return offline;
  }

  /** The ids of the open directories, of those that have one. */
  public List<Uuid> directoryIds() {
    return owned.stream().flatMap(directory -> directory.owner().directoryId().stream()).toList();
  }

  /** Gives the directories back as they were found: nothing has been done with the logs. */
  public CompletionStage<Void> giveBack() {
    return journals.close().thenCompose(_ -> giveBack(directories()));
  }

  static CompletionStage<Void> giveBack(List<LogDirectory> directories) {
    return allOf(directories, directory -> close(directory, directory.restoreCleanShutdownMark()));
  }

  /**
   * Gives the directories back at the end of a run.
   *
   * @param inOrder whether all logs of a directory were closed in order, so that the next start
   *     need not recover them
   */
  public CompletionStage<Void> close(Predicate<LogDirectory> inOrder) {
    return journals
        .close()
        .thenCompose(
            _ ->
                allOf(
                    directories(),
                    directory ->
                        close(
                            directory,
                            inOrder.test(directory)
                                ? directory.markCleanShutdown()
                                : CompletableFuture.completedStage(null))));
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

  /** From now on asks there how much room a directory has; empty for one that has failed. */
  void measureBy(Function<Path, OptionalLong> newUsableBytes) {
    usableBytes = newUsableBytes;
  }

  /** Whether a partition has a place already. */
  public boolean has(TopicPartition partition) {
    return !placement.directoriesOf(partition).isEmpty();
  }

  /**
   * Why the log of a partition that was here before this start can't be had; empty if it can, or if
   * it never was. One that is not to be found may be in a directory that could not be opened: were
   * it begun anew elsewhere, its records would be lost.
   */
  public Optional<String> whyOffline(TopicPartition partition) {
    if (undecided.containsKey(partition)) {
      return Optional.ofNullable(undecided.get(partition));
    }
    return has(partition) || offline.isEmpty()
        ? Optional.empty()
        : Optional.of("log directories are offline: " + offline.getFirst().cause());
  }

  /** Where a partition's log is or is to be. */
  public PartitionPlace place(TopicPartition partition, Uuid topicId) {
    List<LogDirectory> found = placement.directoriesOf(partition);
    if (found.isEmpty()) {
      LogDirectory directory = wished(partition).orElseGet(this::leastUsed);
      placement.add(partition, directory);
      return PartitionPlace.fresh(directory.identity(partition, topicId));
    }
    LogDirectory directory = found.getFirst();
    return new PartitionPlace(
        directory.identity(partition, topicId), directory.startPoint(partition));
  }

  /** Remembers in which directory a log is wanted that is not there, or not there yet. */
  void wish(TopicPartition partition, Path directory) {
    if (wishes.size() < MAX_WISHES) {
      wishes.put(partition, directory);
    }
  }

  /** The wishes for logs that are elsewhere; they are forgotten. */
  Map<TopicPartition, Path> takeWishes() {
    Map<TopicPartition, Path> taken = Map.copyOf(wishes);
    wishes.clear();
    return taken;
  }

  private Optional<LogDirectory> wished(TopicPartition partition) {
    Path path = wishes.remove(partition);
    return directories().stream()
        .filter(directory -> directory.path().equals(path) && !hasFailed(directory))
        .findFirst();
  }

  /** A partition's log is in another directory now. */
  void moved(TopicPartition partition, Path from, Path to) {
    for (LogDirectory directory : directories()) {
      if (directory.path().equals(from)) {
        placement.remove(partition, directory);
      } else if (directory.path().equals(to)) {
        placement.add(partition, directory);
      }
    }
  }

  /** One that works, of those the one with the fewest partitions, of those the roomiest. */
  private LogDirectory leastUsed() {
    return directories().stream()
        .min(
            Comparator.comparing((LogDirectory directory) -> hasFailed(directory))
                .thenComparing(placement::count)
                .thenComparing(directory -> -room(directory)))
        .orElseThrow();
  }

  private boolean hasFailed(LogDirectory directory) {
    return usableBytes.apply(directory.path()).isEmpty();
  }

  private long room(LogDirectory directory) {
    return usableBytes.apply(directory.path()).orElse(0);
  }

  /** A partition is deleted. */
  public void forget(TopicPartition partition) {
    undecided.remove(partition);
    placement.directoriesOf(partition).forEach(directory -> placement.remove(partition, directory));
  }

  Placement placement() {
    return placement;
  }

  /** Which of a partition's folders is its log can't be told. */
  void leaveUndecided(TopicPartition partition, String why) {
    undecided.put(partition, why);
  }
}
