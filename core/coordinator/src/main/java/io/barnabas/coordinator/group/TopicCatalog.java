package io.barnabas.coordinator.group;

import io.barnabas.protocol.primitive.Uuid;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The topics of the cluster at one moment, as groups see them. Immutable; any thread. */
public interface TopicCatalog {
  @Nullable Topic find(String name);

  @Nullable Topic find(Uuid id);

  /** In no particular order. */
  Collection<? extends Topic> all();

  /** Grows with every change of the cluster's metadata, so that an asker can see that it is new. */
  long version();

  /** One topic. */
  interface Topic {
    Uuid id();

    String name();

    int partitionCount();

    /** The racks of a partition's replicas; those of brokers without a rack are left out. */
    Set<String> racks(int partition);

    /** For a topic whose replicas know no racks. */
    record WithoutRacks(Uuid id, String name, int partitionCount) implements Topic {
      @Override
      public Set<String> racks(int partition) {
        return Set.of();
      }
    }
  }

  /** A catalog of these topics. */
  static TopicCatalog of(long version, List<? extends Topic> topics) {
    return new ListedTopics(version, topics);
  }
}
