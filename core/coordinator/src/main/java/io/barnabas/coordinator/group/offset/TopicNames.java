package io.barnabas.coordinator.group.offset;

import io.barnabas.protocol.primitive.Uuid;
import java.util.HashMap;
import java.util.Map;

/**
 * One instance of each topic's name and id for all groups: every record brings its own, and a
 * million of them would outweigh the offsets. A name is kept as long as a group uses it.
 */
final class TopicNames {
  private static final class Topic {
    private final String name;
    private Uuid id = Uuid.ZERO;
    private int groups;

    Topic(String name) {
      this.name = name;
    }
  }

  private final Map<String, Topic> byName = new HashMap<>();

  /** A group begins to have offsets of the topic. */
  String use(String name) {
    Topic topic = byName.computeIfAbsent(name, Topic::new);
    topic.groups++;
    return topic.name;
  }

  /** A group has no offsets of the topic any more. */
  void leave(String name) {
    Topic topic = byName.get(name);
    if (topic != null && --topic.groups == 0) {
      byName.remove(name);
    }
  }

  /** The same offset, with the shared instance of its topic id. */
  CommittedOffset shareId(String name, CommittedOffset offset) {
    Topic topic = byName.get(name);
    Uuid id = offset.topicId();
    if (topic == null || id.equals(Uuid.ZERO)) {
      return offset;
    }
    if (!id.equals(topic.id)) {
      topic.id = id;
    }
    return offset.withTopicId(topic.id);
  }

  /** How many are kept. */
  int size() {
    return byName.size();
  }
}
