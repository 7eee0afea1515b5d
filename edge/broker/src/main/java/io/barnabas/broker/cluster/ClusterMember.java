package io.barnabas.broker.cluster;

import io.barnabas.broker.partition.ClosedPartition;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.partition.ShardPartitions;
import io.barnabas.broker.storage.DiskReserve;
import io.barnabas.broker.storage.Journals;
import io.barnabas.broker.storage.LogDirMoves;
import io.barnabas.broker.storage.LogDirWatch;
import io.barnabas.broker.storage.LogDirs;
import io.barnabas.broker.storage.OffsetCheckpoints;
import io.barnabas.broker.storage.StrayLogs;
import io.barnabas.broker.takeover.KafkaTakeover;
import io.barnabas.environment.Shard;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.TopicPartition;
import io.barnabas.log.journal.JournalKey;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.Listener;
import io.barnabas.metadata.config.StorageConfig;
import io.barnabas.metadata.controller.Controller;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.metadata.store.LocalMetadataStore;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node as part of its cluster: its log directories, the controller, and the partitions that
 * the cluster's image gives it. To be used on its home shard, the first one.
 */
public final class ClusterMember {
  private static final Logger log = LoggerFactory.getLogger(ClusterMember.class);

  private final BrokerConfig config;
  private final Shard home;
  private final LogDirs logDirs;
  private final Controller controller;
  private final Partitions partitions;
  private final PublishedImage image;
  private final CheckpointKeeper checkpoints;
  private final LogDirWatch logDirWatch;
  private final LogDirMoves logDirMoves;

  private ClusterMember(BrokerConfig config, Shard home, LogDirs logDirs, Partitions partitions) {
    this.config = config;
    this.home = home;
    this.logDirs = logDirs;
    this.partitions = partitions;
    this.image = new PublishedImage(ClusterImage.empty(logDirs.clusterId()));
    DiskReserve reserve = new DiskReserve(config.storage().diskReserveBytes());
    this.logDirWatch = new LogDirWatch(home, logDirs, partitions, reserve);
    OffsetCheckpoints files = new OffsetCheckpoints(logDirs.directories(), logDirWatch::isUsable);
    this.checkpoints = new CheckpointKeeper(home, partitions, files, image);
    this.logDirMoves = new LogDirMoves(home, logDirs, logDirWatch, partitions, files, image);
    Path metadataDir = Path.of(config.storage().metadataLogDir());
    this.controller =
        new Controller(
            home,
            new LocalMetadataStore(home, metadataDir, config.nodeId()),
            config,
            logDirs.clusterId());
  }

  /**
   * Opens the log directories, loads the cluster's metadata and begins to host the partitions.
   * Fails with an exception whose message is for the operator where the directories or the metadata
   * can't be used.
   */
  public static CompletionStage<ClusterMember> start(
      BrokerConfig config, List<? extends Shard> shards) {
    Shard home = shards.getFirst();
    List<Path> paths = config.storage().logDirs().stream().map(Path::of).toList();
    Partitions partitions = new Partitions(shards.stream().map(ShardPartitions::new).toList());
    return LogDirs.open(home, paths, config.nodeId(), journalTerms(config.storage()))
        .thenApply(logDirs -> new ClusterMember(config, home, logDirs, partitions))
        .thenCompose(
            member -> member.load().thenApply(_ -> member).exceptionallyCompose(member::giveBack));
  }

  /** A start that fails before any log is open leaves the directories as they were. */
  private CompletionStage<ClusterMember> giveBack(Throwable failure) {
    return controller
        .close()
        .exceptionally(ClusterMember::warn)
        .thenCompose(_ -> logDirs.giveBack())
        .thenCompose(_ -> CompletableFuture.failedStage(failure));
  }

  private CompletionStage<Void> load() {
    return KafkaTakeover.of(home, logDirs, Path.of(config.storage().metadataLogDir()))
        .thenCompose(_ -> controller.open())
        .thenCompose(loaded -> new StrayLogs(home, logDirs, loaded).clear())
        .thenAccept(_ -> host());
  }

  private static JournalTerms journalTerms(StorageConfig storage) {
    return new JournalTerms(storage.journalFileBytes(), storage.journalFiles());
  }

  private void host() {
    Journals opened = logDirs.journals();
    long tailBytes = config.storage().tailCacheBytes() / partitions.shardCount();
    partitions.orderAll(shard -> shard.useJournals(opened.byDirectory(), tailBytes));
    PartitionUpdates updates =
        new PartitionUpdates(
            home, new TopicSettings(config), logDirs, checkpoints.files(), partitions, image);
    logDirWatch.start();
    updates.hostAll(controller.image());
    new OpeningReport(home, partitions).start();
    opened.keepOnly(directory -> keysIn(directory, controller.image()));
    logDirMoves.start();
    controller.addListener(updates);
    checkpoints.every(config.storage().flushOffsetCheckpointIntervalMs());
    int expiryCheckMs = config.storage().producerIdExpirationCheckIntervalMs();
    partitions.orderAll(shard -> shard.expireProducersEvery(expiryCheckMs));
    long retentionCheckMs = config.storage().retentionCheckIntervalMs();
    partitions.orderAll(shard -> shard.deleteOldSegmentsEvery(retentionCheckMs));
    CleanerTerms.of(config.storage(), partitions.shardCount())
        .ifPresent(terms -> partitions.orderAll(terms::order));
    // Deleted records must not come back after a crash, so their end is written down at once.
    partitions.orderAll(
        shard -> shard.tellOfLogStartOffsets(() -> home.execute(checkpoints::writeNow)));
  }

  /** The partitions whose logs are in a directory, as its journal names them. */
  private Set<JournalKey> keysIn(Path directory, ClusterImage image) {
    Set<JournalKey> keys = new HashSet<>();
    for (TopicImage topic : image.topics().all()) {
      for (int partition = 0; partition < topic.partitions().size(); partition++) {
        TopicPartition name = new TopicPartition(topic.name(), partition);
        if (logDirs.has(name)
            && logDirs.place(name, topic.id()).identity().directory().equals(directory)) {
          keys.add(new JournalKey(topic.id(), topic.name(), partition));
        }
      }
    }
    return keys;
  }

  /**
   * Makes this broker known, and open for clients.
   *
   * @param advertised where clients reach it
   */
  public CompletionStage<Void> announce(List<Listener> advertised) {
    UUID incarnation = home.randomness().nextUuid();
    return new BrokerIdentity(config, logDirs, controller)
        .announce(
            advertised,
            new Uuid(incarnation.getMostSignificantBits(), incarnation.getLeastSignificantBits()));
  }

  public Shard home() {
    return home;
  }

  public LogDirMoves logDirMoves() {
    return logDirMoves;
  }

  public LogDirWatch logDirWatch() {
    return logDirWatch;
  }

  public Controller controller() {
    return controller;
  }

  public Partitions partitions() {
    return partitions;
  }

  public PublishedImage image() {
    return image;
  }

  /**
   * Closes everything and says so in the log directories whose logs were all closed in order, so
   * that the next start need not recover them. What fails on the way is logged, and keeps nothing
   * else from being closed.
   */
  public CompletionStage<Void> stop() {
    logDirWatch.stop();
    return partitions
        .askAll(home, ShardPartitions::close)
        .thenApply(byShard -> byShard.stream().flatMap(List::stream).toList())
        .thenCompose(this::remember)
        .thenCompose(
            inOrder ->
                controller
                    .close()
                    .exceptionally(ClusterMember::warn)
                    .thenCompose(_ -> logDirs.close(inOrder)));
  }

  /** Completes with which directories can be believed. */
  private CompletionStage<Predicate<LogDirectory>> remember(List<ClosedPartition> closed) {
    Set<Path> failed =
        closed.stream()
            .filter(partition -> !partition.inOrder())
            .map(partition -> partition.offsets().identity().directory())
            .collect(Collectors.toSet());
    return checkpoints
        .writeLast(closed.stream().map(ClosedPartition::offsets).toList())
        .thenApply(
            notWritten ->
                directory ->
                    !failed.contains(directory.path()) && !notWritten.contains(directory.path()));
  }

  private static @Nullable Void warn(Throwable failure) {
    log.warn("The broker does not end in order: {}", failure.toString());
    return null;
  }
}
