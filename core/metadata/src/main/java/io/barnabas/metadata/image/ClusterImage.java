package io.barnabas.metadata.image;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import io.barnabas.protocol.metadata.ProducerIdsRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** The whole cluster at one offset of the metadata log. Immutable; any shard may read it. */
public final class ClusterImage {
  private final String clusterId;
  private final long offset;
  private final PSortedMap<String, Short> features;
  private final PSortedMap<Integer, BrokerRegistration> brokers;
  private final TopicsImage topics;
  private final PMap<ConfigResource, PSortedMap<String, String>> configs;
  private final long nextProducerId;
  private final PVector<Message> others;

  private ClusterImage(String clusterId) {
    this.clusterId = clusterId;
    this.offset = -1;
    this.features = TreePMap.empty();
    this.brokers = TreePMap.empty();
    this.topics = TopicsImage.EMPTY;
    this.configs = HashTreePMap.empty();
    this.nextProducerId = 0;
    this.others = TreePVector.empty();
  }

  ClusterImage(ImageDelta delta) {
    this.clusterId = delta.before().clusterId;
    this.offset = delta.offset();
    this.features = delta.features();
    this.brokers = delta.brokers().apply();
    this.topics = delta.topics().apply();
    this.configs = delta.configs().apply();
    this.nextProducerId = delta.nextProducerId();
    this.others = delta.others();
  }

  /** A cluster in which nothing has happened. */
  public static ClusterImage empty(String clusterId) {
    return new ClusterImage(clusterId);
  }

  public String clusterId() {
    return clusterId;
  }

  /** The offset of the last record in here, -1 where there is none. */
  public long offset() {
    return offset;
  }

  /** The finalized levels of features, by name. */
  public PSortedMap<String, Short> features() {
    return features;
  }

  /** Registered brokers by id, fenced ones too. */
  public PSortedMap<Integer, BrokerRegistration> brokers() {
    return brokers;
  }

  public TopicsImage topics() {
    return topics;
  }

  /** What is set for a resource at run time; empty where nothing is. */
  public Map<String, String> configs(ConfigResource resource) {
    return configs.getOrDefault(resource, TreePMap.empty());
  }

  /** All that is set at run time. */
  public PMap<ConfigResource, PSortedMap<String, String>> configs() {
    return configs;
  }

  /** The first producer id that is in nobody's block. */
  public long nextProducerId() {
    return nextProducerId;
  }

  /** Records of kinds that have no effect in this release (ACLs, quotas, ...), as they came. */
  public PVector<Message> others() {
    return others;
  }

  /** Gives the records from which an image equal to this one can be replayed. */
  public void forEachRecord(Consumer<Message> sink) {
    features.forEach(
        (name, level) -> sink.accept(new FeatureLevelRecord().name(name).featureLevel(level)));
    brokers.values().forEach(broker -> sink.accept(broker.toRecord()));
    for (TopicImage topic : topics.all()) {
      sink.accept(new TopicRecord().name(topic.name()).topicId(topic.id()));
      for (int partition = 0; partition < topic.partitions().size(); partition++) {
        sink.accept(topic.partitions().get(partition).toRecord(topic.id(), partition));
      }
    }
    configs.forEach(
        (resource, values) -> values.forEach((n, v) -> sink.accept(of(resource, n, v))));
    if (nextProducerId > 0) {
      sink.accept(new ProducerIdsRecord().brokerId(-1).nextProducerId(nextProducerId));
    }
    others.forEach(sink);
  }

  private static ConfigRecord of(ConfigResource resource, String name, String value) {
    return new ConfigRecord()
        .resourceType(resource.type().id())
        .resourceName(resource.name())
        .name(name)
        .value(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClusterImage that
        && clusterId.equals(that.clusterId)
        && offset == that.offset
        && features.equals(that.features)
        && brokers.equals(that.brokers)
        && topics.equals(that.topics)
        && configs.equals(that.configs)
        && nextProducerId == that.nextProducerId
        && others.equals(that.others);
  }

  @Override
  public int hashCode() {
    return Objects.hash(clusterId, offset, topics, nextProducerId);
  }

  @Override
  public String toString() {
    return "ClusterImage[offset=" + offset + ", topics=" + topics.size() + "]";
  }
}
