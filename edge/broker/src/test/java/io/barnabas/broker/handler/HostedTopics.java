package io.barnabas.broker.handler;

import io.barnabas.broker.partition.PartitionPlace;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.log.LogConfig;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.controller.ImageListener;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.replication.LeaderTerms;
import java.nio.file.Path;

/** Hosts every partition that there is, with Kafka's default settings. */
final class HostedTopics implements ImageListener {
  private final Partitions partitions;
  private final Path logDir;

  HostedTopics(Partitions partitions, Path logDir) {
    this.partitions = partitions;
    this.logDir = logDir;
  }

  @Override
  public void onImage(ClusterImage before, ClusterImage after, ImageDelta delta) {
    for (TopicImage topic : after.topics().all()) {
      TopicImage known = before.topics().find(topic.id());
      int first = known == null ? 0 : known.partitions().size();
      for (int index = first; index < topic.partitions().size(); index++) {
        host(topic, index);
      }
    }
  }

  private void host(TopicImage topic, int index) {
    TopicPartition partition = new TopicPartition(topic.name(), index);
    LogIdentity identity =
        new LogIdentity(logDir.resolve(partition.toString()), partition, topic.id());
    LeaderTerms terms =
        new LeaderTerms(topic.partitions().get(index).leaderEpoch(), 1, LogConfig.DEFAULT);
    PartitionPlace place = PartitionPlace.fresh(identity);
    partitions.order(partition, shard -> shard.host(place, terms));
  }
}
