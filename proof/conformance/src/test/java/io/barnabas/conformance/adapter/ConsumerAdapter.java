package io.barnabas.conformance.adapter;

import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.TimedOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A consumer of assigned partitions. */
final class ConsumerAdapter implements OfficialConsumer {
  private final Release release;
  private final KafkaConsumer<String, String> consumer;

  ConsumerAdapter(Release release, KafkaConsumer<String, String> consumer) {
    this.release = release;
    this.consumer = consumer;
  }

  @Override
  public void assign(String topic, int... partitions) {
    consumer.assign(places(topic, partitions));
  }

  @Override
  public void seek(String topic, int partition, long offset) {
    consumer.seek(new TopicPartition(topic, partition), offset);
  }

  @Override
  public void seekToBeginning(String topic, int... partitions) {
    consumer.seekToBeginning(places(topic, partitions));
  }

  @Override
  public void seekToEnd(String topic, int... partitions) {
    consumer.seekToEnd(places(topic, partitions));
  }

  @Override
  public long position(String topic, int partition) {
    return Waiting.named(() -> consumer.position(new TopicPartition(topic, partition)));
  }

  @Override
  public List<Incoming> poll(long waitMs) {
    List<Incoming> records = new ArrayList<>();
    for (ConsumerRecord<String, String> record :
        Waiting.named(() -> Polling.poll(consumer, waitMs))) {
      records.add(incoming(record));
    }
    return records;
  }

  @Override
  public Map<Integer, Long> beginningOffsets(String topic, int... partitions) {
    return byPartition(Waiting.named(() -> consumer.beginningOffsets(places(topic, partitions))));
  }

  @Override
  public Map<Integer, Long> endOffsets(String topic, int... partitions) {
    return byPartition(Waiting.named(() -> consumer.endOffsets(places(topic, partitions))));
  }

  @Override
  public Map<Integer, TimedOffset> offsetsForTimes(String topic, Map<Integer, Long> timesMs) {
    Map<TopicPartition, Long> asked = new HashMap<>();
    timesMs.forEach((partition, time) -> asked.put(new TopicPartition(topic, partition), time));
    Map<Integer, TimedOffset> found = new TreeMap<>();
    Waiting.named(() -> consumer.offsetsForTimes(asked))
        .forEach(
            (place, at) -> {
              if (at != null) {
                found.put(place.partition(), new TimedOffset(at.offset(), at.timestamp()));
              }
            });
    return found;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Incoming incoming(ConsumerRecord<String, String> record) {
    return new Incoming(
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType().toString(),
        record.key(),
        record.value(),
        release.isAtLeast(Release.V0_11) ? Headers.of(record) : List.of());
  }

  private static List<TopicPartition> places(String topic, int... partitions) {
    return IntStream.of(partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  private static <V> Map<Integer, V> byPartition(Map<TopicPartition, V> values) {
    Map<Integer, V> result = new TreeMap<>();
    values.forEach((place, value) -> result.put(place.partition(), value));
    return result;
  }
}
