package io.barnabas.client.producer;

import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses partitions as Kafka's clients do: records with a key by the key's hash, others stick to a
 * random partition until its batch is sent (KIP-480).
 */
final class Partitioner {
  private final RandomGenerator random;
  private final Map<String, Integer> sticky = new HashMap<>();

  Partitioner(RandomGenerator random) {
    this.random = random;
  }

  int partition(TopicView topic, @Nullable ByteBuffer key) {
    if (key != null) {
      return (Murmur2.hash(key) & Integer.MAX_VALUE) % topic.partitions().size();
    }
    return sticky.computeIfAbsent(topic.name(), _ -> anyOf(topic));
  }

  /** The batch that records without a key were put in is full. */
  void moveOn(String topic) {
    sticky.remove(topic);
  }

  private int anyOf(TopicView topic) {
    List<PartitionView> led = topic.partitions().stream().filter(PartitionView::hasLeader).toList();
    List<PartitionView> choice = led.isEmpty() ? topic.partitions() : led;
    return choice.get(random.nextInt(choice.size())).index();
  }
}
