package io.barnabas.conformance.adapter;

import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.TimedOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A consumer; {@code LaterConsumer} has the calls that not every release has. */
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
  public void subscribe(String... topics) {
    consumer.subscribe(List.of(topics));
  }

  @Override
  public void subscribeMatching(String regex) {
    consumer.subscribe(Pattern.compile(regex), new Unconcerned());
  }

  @Override
  public void subscribeMatchingOnBroker(String regex) {
    LaterConsumer.subscribeMatchingOnBroker(consumer, regex);
  }

  @Override
  public Set<String> assignment() {
    Set<String> names = new TreeSet<>();
    consumer.assignment().forEach(place -> names.add(place.toString()));
    return names;
  }

  @Override
  public void commit() {
    Waiting.run(consumer::commitSync);
  }

  @Override
  public void commit(String topic, Map<Integer, Committed> offsets) {
    Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
    offsets.forEach(
        (partition, at) ->
            all.put(
                new TopicPartition(topic, partition),
                new OffsetAndMetadata(at.offset(), at.metadata())));
    Waiting.run(() -> consumer.commitSync(all));
  }

  @Override
  public void commitLater(Consumer<@Nullable String> whenDone) {
    consumer.commitAsync(
        (_, error) -> whenDone.accept(error == null ? null : error.getClass().getSimpleName()));
  }

  @Override
  public Map<Integer, Committed> committed(String topic, int... partitions) {
    Map<Integer, Committed> found = new TreeMap<>();
    for (TopicPartition place : places(topic, partitions)) {
      OffsetAndMetadata at = Waiting.named(() -> LaterConsumer.committed(consumer, place));
      if (at != null) {
        found.put(place.partition(), new Committed(at.offset(), at.metadata()));
      }
    }
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

  /** Does nothing about changes; until 2.x a pattern could not be subscribed to without one. */
  private static final class Unconcerned implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
  }
}
