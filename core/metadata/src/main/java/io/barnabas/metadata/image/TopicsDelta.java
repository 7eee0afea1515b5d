package io.barnabas.metadata.image;

import io.barnabas.protocol.metadata.ClearElrRecord;
import io.barnabas.protocol.metadata.PartitionChangeRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.metadata.RemoveTopicRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The topics that are being changed. */
public final class TopicsDelta {
  private final TopicsImage before;
  private final Map<Uuid, TopicDelta> changed = new LinkedHashMap<>();
  private final Map<Uuid, TopicImage> deleted = new LinkedHashMap<>();

  TopicsDelta(TopicsImage before) {
    this.before = before;
  }

  /** Topics that are new or have new or changed partitions, in the order of their first change. */
  public Collection<TopicDelta> changed() {
    return Collections.unmodifiableCollection(changed.values());
  }

  /** Topics that were there before and are gone, as they were. */
  public Collection<TopicImage> deleted() {
    return Collections.unmodifiableCollection(deleted.values());
  }

  void replay(TopicRecord record) {
    changed.put(record.topicId(), new TopicDelta(record.name(), record.topicId()));
  }

  void replay(PartitionRecord record) {
    change(record.topicId()).replay(record);
  }

  void replay(PartitionChangeRecord record) {
    change(record.topicId()).replay(record);
  }

  /** Forgets the topic and returns its name. */
  String replay(RemoveTopicRecord record) {
    Uuid id = record.topicId();
    TopicDelta delta = changed.remove(id);
    TopicImage image = before.find(id);
    if (image != null) {
      deleted.put(id, image);
      return image.name();
    }
    if (delta == null) {
      throw unknown(id);
    }
    return delta.name();
  }

  void replay(ClearElrRecord record) {
    for (TopicImage topic : before.all()) {
      if (record.topicName().isEmpty() || record.topicName().equals(topic.name())) {
        change(topic.id()).clearEligibleLeaders();
      }
    }
  }

  private TopicDelta change(Uuid id) {
    TopicDelta delta = changed.get(id);
    if (delta == null) {
      @Nullable TopicImage image = deleted.containsKey(id) ? null : before.find(id);
      if (image == null) {
        throw unknown(id);
      }
      delta = new TopicDelta(image);
      changed.put(id, delta);
    }
    return delta;
  }

  private static MetadataReplayException unknown(Uuid id) {
    return new MetadataReplayException("There is no topic " + id + " for a record to change");
  }

  TopicsImage apply() {
    TopicsImage after = before;
    for (TopicImage topic : deleted.values()) {
      after = after.without(topic);
    }
    for (TopicDelta topic : changed.values()) {
      after = after.with(topic.apply());
    }
    return after;
  }
}
