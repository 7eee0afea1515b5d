package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Topics that come and go; each new one has the next id. */
final class Catalog implements Supplier<TopicCatalog> {
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private long version;

  @Override
  public TopicCatalog get() {
    return TopicCatalog.of(version, List.copyOf(topics.values()));
  }

  void add(String name, int partitions) {
    version++;
    topics.put(name, new Topic.WithoutRacks(new Uuid(0, version), name, partitions));
  }

  Topic remove(String name) {
    version++;
    return Objects.requireNonNull(topics.remove(name), name);
  }

  /** The id of a topic, or one that no topic has. */
  Uuid idOf(String name) {
    Topic topic = topics.get(name);
    return topic == null ? new Uuid(9, 9) : topic.id();
  }
}
