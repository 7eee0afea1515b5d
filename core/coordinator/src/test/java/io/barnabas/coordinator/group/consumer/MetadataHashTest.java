package io.barnabas.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.coordinator.common.runtime.CoordinatorMetadataImage;
import org.apache.kafka.coordinator.common.runtime.CoordinatorMetadataImage.TopicMetadata;
import org.apache.kafka.coordinator.group.Utils;
import org.junit.jupiter.api.Test;

class MetadataHashTest {
  private record Racked(Uuid id, String name, List<Set<String>> racksOf) implements Topic {
    @Override
    public int partitionCount() {
      return racksOf.size();
    }

    @Override
    public Set<String> racks(int partition) {
      return racksOf.get(partition);
    }
  }

  private static final Topic ORDERS =
      new Racked(new Uuid(3, 4), "orders", List.of(Set.of("b", "a"), Set.of(), Set.of("c")));
  private static final Topic BILLS = new Topic.WithoutRacks(new Uuid(-1, 7), "bills", 50);
  private static final TopicCatalog CATALOG = TopicCatalog.of(1, List.of(ORDERS, BILLS));

  @Test
  void itIsKafkas() {
    assertThat(hash("orders")).isEqualTo(kafkas(ORDERS));
    assertThat(hash("bills")).isEqualTo(kafkas(BILLS));
    assertThat(hash("bills", "orders")).isEqualTo(kafkas(ORDERS, BILLS));
  }

  @Test
  void topicsThatAreNotThereDoNotCount() {
    assertThat(hash("bills", "nowhere")).isEqualTo(hash("bills"));
    assertThat(hash("nowhere")).isZero();
    assertThat(hash()).isZero();
  }

  @Test
  void anotherPartitionOrRackIsAnotherHash() {
    Topic larger = new Topic.WithoutRacks(BILLS.id(), "bills", 51);
    Topic elsewhere =
        new Racked(ORDERS.id(), "orders", List.of(Set.of("b"), Set.of(), Set.of("c")));
    TopicCatalog changed = TopicCatalog.of(2, List.of(larger, elsewhere));

    assertThat(MetadataHash.of(names("bills"), changed)).isNotEqualTo(hash("bills"));
    assertThat(MetadataHash.of(names("orders"), changed)).isNotEqualTo(hash("orders"));
  }

  private static long hash(String... names) {
    return MetadataHash.of(names(names), CATALOG);
  }

  private static SortedSet<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }

  private static long kafkas(Topic... topics) {
    Map<String, Long> hashes = new HashMap<>();
    for (Topic topic : topics) {
      CoordinatorMetadataImage image =
          fake(
              CoordinatorMetadataImage.class,
              Map.of("topicMetadata", Optional.of(asKafkas(topic))));
      hashes.put(topic.name(), Utils.computeTopicHash(topic.name(), image));
    }
    return Utils.computeGroupHash(hashes);
  }

  private static TopicMetadata asKafkas(Topic topic) {
    TopicMetadata fixed =
        fake(
            TopicMetadata.class,
            Map.of(
                "id",
                new org.apache.kafka.common.Uuid(
                    topic.id().mostSignificantBits(), topic.id().leastSignificantBits()),
                "name",
                topic.name(),
                "partitionCount",
                topic.partitionCount()));
    return (TopicMetadata)
        Proxy.newProxyInstance(
            TopicMetadata.class.getClassLoader(),
            new Class<?>[] {TopicMetadata.class},
            (proxy, method, arguments) ->
                method.getName().equals("partitionRacks")
                    ? new ArrayList<>(topic.racks((int) arguments[0]))
                    : method.invoke(fixed, arguments));
  }

  /** Answers the methods of these names with these values. */
  private static <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }
}
