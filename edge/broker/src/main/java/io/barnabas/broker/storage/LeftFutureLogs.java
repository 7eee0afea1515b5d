package io.barnabas.broker.storage;

import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import io.barnabas.log.LogDirectory;
import io.barnabas.log.PartitionFolder;
import io.barnabas.log.PartitionMetadata;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles at the start what moves between log directories have left. A copy whose partition has no
 * log any more was complete, and takes its place; one whose partition has a log was not, and is
 * begun anew. To be used on the shard that opened the directories, when it is known which logs
 * there are.
 */
final class LeftFutureLogs {
  private static final Logger log = LoggerFactory.getLogger(LeftFutureLogs.class);

  private final Shard shard;
  private final LogDirs logDirs;
  private final ClusterImage image;

  LeftFutureLogs(Shard shard, LogDirs logDirs, ClusterImage image) {
    this.shard = shard;
    this.logDirs = logDirs;
    this.image = image;
  }

  CompletionStage<Void> settle() {
    List<CompletableFuture<Void>> settled = new ArrayList<>();
    for (LogDirectory directory : logDirs.directories()) {
      for (PartitionFolder folder : directory.partitionFolders()) {
        if (folder.kind() == PartitionFolder.Kind.FUTURE) {
          settled.add(settle(directory, folder).toCompletableFuture());
        }
      }
    }
    return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new));
  }

  private CompletionStage<Void> settle(LogDirectory directory, PartitionFolder folder) {
    TopicPartition partition = folder.topicPartition();
    TopicImage topic = image.topics().find(partition.topic());
    if (topic == null || topic.partition(partition.partition()) == null) {
      return directory.delete(folder);
    }
    if (logDirs.has(partition)) {
      logDirs.wish(partition, directory.path());
      return directory.delete(folder);
    }
    return logDirs.whyOffline(partition).isPresent()
        ? CompletableFuture.completedStage(null)
        : promote(directory, folder, topic);
  }

  private CompletionStage<Void> promote(
      LogDirectory directory, PartitionFolder folder, TopicImage topic) {
    TopicPartition partition = folder.topicPartition();
    Path copy = directory.path().resolve(folder.name());
    Path target = directory.path().resolve(partition.toString());
    return shard
        .disk()
        .lane(directory.path().hashCode())
        .submit(volume -> promote(volume, copy, target, topic))
        .thenAccept(
            isPromoted -> {
              if (isPromoted) {
                log.info("The move of partition {} to {} is completed", partition, target);
                logDirs.placement().add(partition, directory);
              } else {
                directory.delete(folder);
              }
            });
  }

  private static boolean promote(Volume volume, Path copy, Path target, TopicImage topic)
      throws IOException {
    Path file = copy.resolve(PartitionMetadata.FILE_NAME);
    if (!volume.exists(file)
        || !PartitionMetadata.decode(file, volume.readFully(file)).topicId().equals(topic.id())) {
      return false;
    }
    volume.move(copy, target);
    volume.syncDirectory(target.resolveSibling(""));
    return true;
  }
}
