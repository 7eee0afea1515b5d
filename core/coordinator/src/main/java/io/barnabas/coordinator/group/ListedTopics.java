package io.barnabas.coordinator.group;

import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Topics that are given one by one. */
final class ListedTopics implements TopicCatalog {
  private final long version;
  private final List<Topic> topics;
  private final Map<String, Topic> byName;
  private final Map<Uuid, Topic> byId;

  ListedTopics(long version, List<? extends Topic> topics) {
    this.version = version;
    this.topics = List.copyOf(topics);
    this.byName = this.topics.stream().collect(Collectors.toMap(Topic::name, Function.identity()));
    this.byId = this.topics.stream().collect(Collectors.toMap(Topic::id, Function.identity()));
  }

  @Override
  public @Nullable Topic find(String name) {
    return byName.get(name);
  }

  @Override
  public @Nullable Topic find(Uuid id) {
    return byId.get(id);
  }

  @Override
  public Collection<Topic> all() {
    return topics;
  }

  @Override
  public long version() {
    return version;
  }
}
