package io.barnabas.broker.storage;

import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.PartitionFolder;
import io.barnabas.log.PartitionMetadata;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears the log directories at the start: deletes what was being deleted when the last run ended,
 * and puts aside the logs of partitions that the cluster does not have (any more), so that a new
 * topic of the same name finds its place empty. What is put aside is kept under a name that ends in
 * {@code -stray}, as in Kafka. To be used on the shard that opened the directories.
 */
public final class StrayLogs {
  private static final Logger log = LoggerFactory.getLogger(StrayLogs.class);

  private final Shard shard;
  private final LogDirs logDirs;
  private final ClusterImage image;

  public StrayLogs(Shard shard, LogDirs logDirs, ClusterImage image) {
    this.shard = shard;
    this.logDirs = logDirs;
    this.image = image;
  }

  /** Completes when all are put aside; what is to be deleted goes after that. */
  public CompletionStage<Void> clear() {
    return CompletableFuture.allOf(
            logDirs.directories().stream()
                .map(directory -> clear(directory).toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .thenCompose(_ -> new DuplicateLogs(shard, logDirs).resolve())
        .thenCompose(_ -> new LeftFutureLogs(shard, logDirs, image).settle());
  }

  private CompletionStage<Void> clear(LogDirectory directory) {
    for (PartitionFolder folder : directory.partitionFolders()) {
      if (folder.kind() == PartitionFolder.Kind.DELETED && !isLastTrace(folder)) {
        directory.delete(folder);
      }
    }
    Map<TopicPartition, Optional<Uuid>> expected = new LinkedHashMap<>();
    for (TopicPartition partition : logDirs.placement().in(directory)) {
      expected.put(partition, topicId(partition));
    }
    Path path = directory.path();
    String suffix = suffix(shard);
    return shard
        .disk()
        .lane(path.hashCode())
        .submit(volume -> putAside(volume, path, expected, suffix))
        .thenAccept(
            strays -> strays.forEach(stray -> logDirs.placement().remove(stray, directory)));
  }

  /** The log that took its place may be in a directory that can't be used now. */
  private boolean isLastTrace(PartitionFolder folder) {
    TopicPartition partition = folder.topicPartition();
    return !logDirs.has(partition)
        && logDirs.whyOffline(partition).isPresent()
        && topicId(partition).isPresent();
  }

  /** Makes a folder's name that of one that is put aside. */
  static String suffix(Shard shard) {
    return "." + shard.randomness().nextUuid().toString().replace("-", "") + "-stray";
  }

  private Optional<Uuid> topicId(TopicPartition partition) {
    TopicImage topic = image.topics().find(partition.topic());
    return topic == null || topic.partition(partition.partition()) == null
        ? Optional.empty()
        : Optional.of(topic.id());
  }

  private static List<TopicPartition> putAside(
      Volume volume, Path directory, Map<TopicPartition, Optional<Uuid>> expected, String suffix)
      throws IOException {
    List<TopicPartition> strays = new ArrayList<>();
    for (Map.Entry<TopicPartition, Optional<Uuid>> entry : expected.entrySet()) {
      Path folder = directory.resolve(entry.getKey().toString());
      if (isStray(volume, folder, entry.getValue())) {
        log.warn("The cluster has no partition for {}; it is kept as a stray", folder);
        volume.move(folder, directory.resolve(entry.getKey() + suffix));
        strays.add(entry.getKey());
      }
    }
    if (!strays.isEmpty()) {
      volume.syncDirectory(directory);
    }
    return strays;
  }

  private static boolean isStray(Volume volume, Path folder, Optional<Uuid> expected) {
    if (expected.isEmpty()) {
      return true;
    }
    Uuid found = topicIdIn(volume, folder.resolve(PartitionMetadata.FILE_NAME));
    return found != null && !found.equals(expected.get());
  }

  /**
   * Null where the folder does not say, as one that was cut off at its creation. What can't be read
   * keeps this one log from being opened, not the broker from starting.
   */
  private static @Nullable Uuid topicIdIn(Volume volume, Path file) {
    try {
      return volume.exists(file)
          ? PartitionMetadata.decode(file, volume.readFully(file)).topicId()
          : null;
    } catch (IOException e) {
      log.warn("Whose log it is can't be read: {}", e.toString());
      return null;
    }
  }
}
