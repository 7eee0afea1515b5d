package io.barnabas.broker.group;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The topics of a cluster's image. */
record ImageTopics(ClusterImage image) implements TopicCatalog {
  @Override
  public @Nullable Topic find(String name) {
    return topic(image.topics().find(name));
  }

  @Override
  public @Nullable Topic find(Uuid id) {
    return topic(image.topics().find(id));
  }

  private @Nullable Topic topic(@Nullable TopicImage found) {
    return found == null ? null : new ImageTopic(image, found);
  }

  @Override
  public Collection<Topic> all() {
    return image.topics().all().stream().<Topic>map(topic -> new ImageTopic(image, topic)).toList();
  }

  @Override
  public long version() {
    return image.offset();
  }

  private record ImageTopic(ClusterImage image, TopicImage topic) implements Topic {
    @Override
    public Uuid id() {
      return topic.id();
    }

    @Override
    public String name() {
      return topic.name();
    }

    @Override
    public int partitionCount() {
      return topic.partitions().size();
    }

    @Override
    public Set<String> racks(int partition) {
      Set<String> racks = new HashSet<>();
      PartitionImage found = topic.partition(partition);
      if (found != null) {
        for (int replica : found.replicas()) {
          BrokerRegistration broker = image.brokers().get(replica);
          String rack = broker == null ? null : broker.rack();
          if (rack != null) {
            racks.add(rack);
          }
        }
      }
      return racks;
    }
  }
}
