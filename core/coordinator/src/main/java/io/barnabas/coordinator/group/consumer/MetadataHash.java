package io.barnabas.coordinator.group.consumer;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A number that changes when topics that a group subscribes to come, go, or get other partitions or
 * racks (KIP-1101). Computed as Kafka does, so that a group that moves between the two keeps its
 * assignment.
 */
public final class MetadataHash {
  private static final byte FORMAT = 0;

  private MetadataHash() {}

  /** Of the topics that exist; 0 when none does. */
  public static long of(SortedSet<String> topicNames, TopicCatalog catalog) {
    HashStream64 hash = Hashing.xxh3_64().hashStream();
    boolean empty = true;
    for (String name : topicNames) {
      Topic topic = catalog.find(name);
      if (topic != null) {
        hash.putLong(of(topic));
        empty = false;
      }
    }
    return empty ? 0 : hash.getAsLong();
  }

  private static long of(Topic topic) {
    HashStream64 hash =
        Hashing.xxh3_64()
            .hashStream()
            .putByte(FORMAT)
            .putLong(topic.id().mostSignificantBits())
            .putLong(topic.id().leastSignificantBits())
            .putString(topic.name())
            .putInt(topic.partitionCount());
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      hash.putInt(partition);
      for (String rack : new TreeSet<>(topic.racks(partition))) {
        hash.putInt(rack.length()).putString(rack);
      }
    }
    return hash.getAsLong();
  }
}
