package io.barnabas.conformance.group;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names and contents of the topics that groups share. */
final class GroupTopics {
  private GroupTopics() {}

  /** The first partitions of a topic, as {@code topic-N}. */
  static Set<String> partitions(String topic, int count) {
    return IntStream.range(0, count)
        .mapToObj(p -> topic + "-" + p)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** These partitions of a topic. */
  static Set<String> only(String topic, int... partitions) {
    return IntStream.of(partitions)
        .mapToObj(p -> topic + "-" + p)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Writes records {@code first} to {@code last - 1}, each to the next partition in turn. */
  static void write(Broker broker, String topic, int partitions, int first, int last) {
    try (OfficialProducer producer = Clients.newest(broker).producer("linger.ms", "5")) {
      producer.send(
          IntStream.range(first, last)
              .mapToObj(i -> Outgoing.of(topic, i % partitions, null, "v" + i))
              .toList());
    }
  }
}
