package io.barnabas.broker.cluster;

import io.barnabas.broker.partition.PartitionPlace;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.storage.LogDirs;
import io.barnabas.broker.storage.OffsetCheckpoints;
import io.barnabas.environment.Shard;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.controller.ImageListener;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.metadata.image.TopicDelta;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.replication.LeaderTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the shards what a new image means to their partitions, and only then shows the image to the
 * handlers: whoever learns of a partition from it finds the partition there. To be used on the
 * controller's shard.
 */
final class PartitionUpdates implements ImageListener {
  private static final Logger log = LoggerFactory.getLogger(PartitionUpdates.class);
  private static final long RETRY_MS = 1_000;

  private final Shard home;
  private final TopicSettings settings;
  private final LogDirs logDirs;
  private final OffsetCheckpoints checkpoints;
  private final Partitions partitions;
  private final PublishedImage published;

  /**
   * @param home the controller's shard
   */
  PartitionUpdates(
      Shard home,
      TopicSettings settings,
      LogDirs logDirs,
      OffsetCheckpoints checkpoints,
      Partitions partitions,
      PublishedImage published) {
    this.home = home;
    this.settings = settings;
    this.logDirs = logDirs;
    this.checkpoints = checkpoints;
    this.partitions = partitions;
    this.published = published;
  }

  @Override
  public void onImage(ClusterImage before, ClusterImage after, ImageDelta delta) {
    delta.topics().deleted().forEach(this::delete);
    delta.topics().changed().forEach(changed -> hostNew(before, after, changed));
    reconfigure(after, delta.configs().changed());
    published.publish(after);
  }

  /** Begins to host all partitions of an image that was loaded at the start. */
  void hostAll(ClusterImage image) {
    List<TopicPartition> lost = new ArrayList<>();
    for (TopicImage topic : image.topics().all()) {
      for (int partition = 0; partition < topic.partitions().size(); partition++) {
        TopicPartition name = new TopicPartition(topic.name(), partition);
        Optional<String> offline = logDirs.whyOffline(name);
        if (offline.isPresent()) {
          partitions.order(name, shard -> shard.hostLost(name, offline.get()));
          lost.add(name);
        } else {
          host(image, topic, partition);
        }
      }
    }
    partitions.offline().lose(lost);
    published.publish(image);
  }

  private void hostNew(ClusterImage before, ClusterImage after, TopicDelta changed) {
    TopicImage old = before.topics().find(changed.id());
    TopicImage topic = after.topics().find(changed.id());
    if (topic == null) {
      return;
    }
    int hosted = old == null ? 0 : old.partitions().size();
    for (int partition = hosted; partition < topic.partitions().size(); partition++) {
      host(after, topic, partition);
    }
  }

  private void host(ClusterImage image, TopicImage topic, int partition) {
    TopicPartition name = new TopicPartition(topic.name(), partition);
    LeaderTerms terms = terms(image, topic, partition);
    boolean isNew = !logDirs.has(name);
    PartitionPlace place = logDirs.place(name, topic.id());
    if (isNew && checkpoints.mention(place.identity())) {
      partitions.order(name, shard -> shard.expect(place, terms));
      openWhenPurged(place.identity());
    } else {
      partitions.order(name, shard -> shard.host(place, terms));
    }
  }

  /** Tries until it works: the disk that keeps it from working keeps the partition from working. */
  private void openWhenPurged(LogIdentity identity) {
    TopicPartition name = identity.topicPartition();
    checkpoints
        .purge(identity)
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                partitions.order(name, shard -> shard.open(identity));
              } else {
                log.warn("Partition {} waits for its checkpoints: {}", name, failure.toString());
                home.timers().schedule(RETRY_MS, () -> openWhenPurged(identity));
              }
            });
  }

  private LeaderTerms terms(ClusterImage image, TopicImage topic, int partition) {
    return settings
        .of(image, topic.name())
        .forEpoch(topic.partitions().get(partition).leaderEpoch());
  }

  private void delete(TopicImage topic) {
    for (int partition = 0; partition < topic.partitions().size(); partition++) {
      TopicPartition name = new TopicPartition(topic.name(), partition);
      logDirs.forget(name);
      checkpoints.unannounce(name);
      partitions.offline().forget(name);
      partitions.order(name, shard -> shard.delete(name));
    }
  }

  private void reconfigure(ClusterImage image, Set<ConfigResource> changed) {
    if (changed.isEmpty()) {
      return;
    }
    boolean concernsAll =
        changed.stream().anyMatch(resource -> resource.type() == ConfigResource.Type.BROKER);
    for (TopicImage topic : image.topics().all()) {
      if (concernsAll || changed.contains(ConfigResource.ofTopic(topic.name()))) {
        reconfigure(image, topic);
      }
    }
  }

  private void reconfigure(ClusterImage image, TopicImage topic) {
    for (int partition = 0; partition < topic.partitions().size(); partition++) {
      TopicPartition name = new TopicPartition(topic.name(), partition);
      LeaderTerms terms = terms(image, topic, partition);
      partitions.order(name, shard -> shard.configure(name, terms));
    }
  }
}
