package io.barnabas.conformance.durability;

import io.barnabas.conformance.broker.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that an official consumer reads of a topic, from offset 0 to the ends that it found first.
 *
 * @param partitions the marks of each partition; a mark's index is its offset
 */
record Found(List<List<Mark>> partitions) {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long LIMIT_SECONDS = 120;

  static Found in(Broker broker, String topic, int partitionCount) {
    List<TopicPartition> all =
        IntStream.range(0, partitionCount).mapToObj(p -> new TopicPartition(topic, p)).toList();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(broker)) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<List<Mark>> partitions = new ArrayList<>();
      all.forEach(p -> partitions.add(new ArrayList<>()));
      long start = System.nanoTime();
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(record -> add(partitions.get(record.partition()), record));
        requireTimeLeft(start, ends);
      }
      return new Found(partitions);
    }
  }

  /** The mark at an offset, if there is one. */
  boolean has(Mark mark, Acknowledged.Place place) {
    List<Mark> partition = partitions.get(place.partition());
    return place.offset() < partition.size() && partition.get((int) place.offset()).equals(mark);
  }

  int count() {
    return partitions.stream().mapToInt(List::size).sum();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Broker broker) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("auto.offset.reset", "none");
    settings.put("max.poll.records", "10000");
    settings.put("reconnect.backoff.ms", "20");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void add(List<Mark> partition, ConsumerRecord<byte[], byte[]> record) {
    if (record.offset() != partition.size()) {
      throw new IllegalStateException(
          "Offset %d comes where %d is due: %s"
              .formatted(record.offset(), partition.size(), record.topic() + record.partition()));
    }
    partition.add(Mark.parse(record.value()));
  }

  private static void requireTimeLeft(long startNanos, Map<TopicPartition, Long> ends) {
    if (System.nanoTime() - startNanos > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
      throw new IllegalStateException("Could not be read to its ends: " + ends);
    }
  }
}
