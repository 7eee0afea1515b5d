package io.barnabas.cli.groups;

import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.client.consumer.Consumer;
import io.barnabas.client.consumer.ConsumerConfig;
import io.barnabas.client.consumer.StartPosition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lag in time: how old the oldest record is that a group has not read. It reads that record of each
 * partition, of which a few bytes do.
 */
final class UnreadAges {
  private static final ConsumerConfig FEW_BYTES =
      ConsumerConfig.from(
          new ClientProperties(
              Map.of("max.partition.fetch.bytes", "65536", "auto.offset.reset", "earliest")));

  private final Cluster cluster;
  private final InstantSource clock;

  UnreadAges(Cluster cluster, InstantSource clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /** The ages, of the partitions that have unread records. */
  Map<TopicPartition, Duration> of(List<PartitionLag> lags) {
    Consumer consumer = new Consumer(cluster, FEW_BYTES);
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (PartitionLag lag : lags) {
      TopicPartition partition = lag.partition();
      Long left = lag.lag();
      if (partition != null && lag.committed() != null && left != null && left > 0) {
        consumer.assign(Map.of(partition, new StartPosition.AtOffset(lag.committed().offset())));
        ends.put(partition, lag.committed().offset() + left);
      }
    }
    return read(consumer, ends);
  }

  /** Each answer brings at least one partition further, so that this comes to an end. */
  private Map<TopicPartition, Duration> read(Consumer consumer, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Duration> ages = new HashMap<>();
    while (!consumer.positions().isEmpty()) {
      for (ConsumedRecord record : consumer.poll()) {
        ages.putIfAbsent(record.partition(), age(record));
      }
      consumer
          .positions()
          .forEach(
              (partition, position) -> {
                if (ages.containsKey(partition) || position >= ends.getOrDefault(partition, 0L)) {
                  consumer.release(List.of(partition));
                }
              });
    }
    return ages;
  }

  private Duration age(ConsumedRecord record) {
    Duration age = Duration.ofMillis(clock.millis() - record.record().timestampMs());
    return age.isNegative() ? Duration.ZERO : age;
  }
}
