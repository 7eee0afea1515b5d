package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Topics that come, grow and go; each new one has the next id. */
public final class ChangingTopics implements Supplier<TopicCatalog> {
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private TopicCatalog catalog = TopicCatalog.of(0, List.of());
  private int created;

  @Override
  public TopicCatalog get() {
    return catalog;
  }

  Topic create(String name, int partitions) {
    created++;
    Topic topic = new Topic.WithoutRacks(new Uuid(0, created), name, partitions);
    topics.put(name, topic);
    publish();
    return topic;
  }

  void grow(String name, int partitions) {
    topics.put(name, new Topic.WithoutRacks(id(name), name, partitions));
    publish();
  }

  void delete(String name) {
    topics.remove(name);
    publish();
  }

  Uuid id(String name) {
    return Objects.requireNonNull(topics.get(name), name).id();
  }

  private void publish() {
    catalog = TopicCatalog.of(catalog.version() + 1, List.copyOf(topics.values()));
  }
}
