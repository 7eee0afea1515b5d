package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.runtime.UndoLog;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The offsets of all groups of a coordinator. Changes can be undone. To be used on its shard. */
final class CommittedOffsets {
  private final UndoLog undoLog;
  private final Map<String, GroupOffsets> byGroup = new HashMap<>();
  private final TopicNames topicNames = new TopicNames();

  CommittedOffsets(UndoLog undoLog) {
    this.undoLog = undoLog;
  }

  /** Groups that have an offset. A view; not to be iterated over while offsets come and go. */
  Set<String> groupIds() {
    return Collections.unmodifiableSet(byGroup.keySet());
  }

  boolean contains(String groupId) {
    return byGroup.containsKey(groupId);
  }

  /** The offsets of a group, which has at least one; null when it has none. */
  @Nullable GroupOffsets find(String groupId) {
    return byGroup.get(groupId);
  }

  void put(String groupId, String topic, int partition, CommittedOffset offset) {
    CommittedOffset before = putNow(groupId, topic, partition, offset);
    if (undoLog.isNoting()) {
      undoLog.note(() -> restore(groupId, topic, partition, before));
    }
  }

  void remove(String groupId, String topic, int partition) {
    CommittedOffset before = removeNow(groupId, topic, partition);
    if (before != null) {
      undoLog.note(() -> restore(groupId, topic, partition, before));
    }
  }

  private void restore(
      String groupId, String topic, int partition, @Nullable CommittedOffset before) {
    if (before == null) {
      removeNow(groupId, topic, partition);
    } else {
      putNow(groupId, topic, partition, before);
    }
  }

  private @Nullable CommittedOffset putNow(
      String groupId, String topic, int partition, CommittedOffset offset) {
    GroupOffsets group = byGroup.get(groupId);
    if (group == null) {
      group = new GroupOffsets();
      byGroup.put(groupId, group);
    }
    return group.put(topic, partition, offset, topicNames);
  }

  private @Nullable CommittedOffset removeNow(String groupId, String topic, int partition) {
    GroupOffsets group = byGroup.get(groupId);
    if (group == null) {
      return null;
    }
    CommittedOffset before = group.remove(topic, partition, topicNames);
    if (group.isEmpty()) {
      byGroup.remove(groupId);
    }
    return before;
  }
}
