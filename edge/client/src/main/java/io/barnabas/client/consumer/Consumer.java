package io.barnabas.client.consumer;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.ListedOffset;
import io.barnabas.client.admin.OffsetLookup;
import io.barnabas.client.admin.OffsetSpec;
import io.barnabas.client.metadata.PartitionLeaders;
import io.barnabas.protocol.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the partitions it is given, each from a position on, without a group. Follows leaders that
 * move. For one thread.
 */
public final class Consumer implements RecordSource {
  private final ConsumerConfig config;
  private final InstantSource clock;
  private final PartitionLeaders leaders;
  private final OffsetLookup offsets;
  private final Fetcher fetcher;
  private final Attempts attempts;
  private final Map<TopicPartition, Long> positions = new TreeMap<>();

  public Consumer(Cluster cluster, ConsumerConfig config) {
    this(cluster, config, InstantSource.system());
  }

  Consumer(Cluster cluster, ConsumerConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.leaders = new PartitionLeaders(cluster, config.autoCreateTopics());
    this.offsets = new OffsetLookup(cluster, leaders);
    this.fetcher = new Fetcher(cluster, config);
    this.attempts = Attempts.of(cluster.config());
  }

  /** All partitions of a topic. */
  public List<TopicPartition> partitionsOf(String topic) {
    return leaders.topic(topic).partitions().stream()
        .map(partition -> new TopicPartition(topic, partition.index()))
        .toList();
  }

  /** Adds partitions to those that are read, each from its position on. */
  public void assign(Map<TopicPartition, StartPosition> starts) {
    Map<TopicPartition, OffsetSpec> toFind = new HashMap<>();
    starts.forEach(
        (partition, start) -> {
          switch (start) {
            case StartPosition.AtOffset(long offset) -> positions.put(partition, offset);
            case StartPosition.Earliest() -> toFind.put(partition, OffsetSpec.EARLIEST);
            case StartPosition.Latest() -> toFind.put(partition, OffsetSpec.LATEST);
            case StartPosition.AtTime(long timestampMs) ->
                toFind.put(partition, OffsetSpec.ofTime(timestampMs));
          }
        });
    seek(toFind);
  }

  /** Takes partitions out of those that are read. */
  public void release(Collection<TopicPartition> partitions) {
    partitions.forEach(positions::remove);
  }

  /** Where nothing is as young as asked for, reading begins at the end. */
  private void seek(Map<TopicPartition, OffsetSpec> specs) {
    Map<TopicPartition, OffsetSpec> beyondEnd = new HashMap<>();
    Map<TopicPartition, ListedOffset> found = offsets.find(specs, config.readCommitted());
    found.forEach(
        (partition, offset) -> {
          if (offset.isFound()) {
            positions.put(partition, offset.offset());
          } else {
            beyondEnd.put(partition, OffsetSpec.LATEST);
          }
        });
    if (!beyondEnd.isEmpty()) {
      seek(beyondEnd);
    }
  }

  /** The offset that is read next of each partition. */
  public Map<TopicPartition, Long> positions() {
    return Map.copyOf(positions);
  }

  /**
   * Waits for records, at most as long as the configuration says. What can be read is read, even if
   * a partition fails.
   *
   * @return records in the order of each partition, perhaps none
   * @throws ClientException if there are none because a partition can't be read, now or ever
   */
  @Override
  public List<ConsumedRecord> poll() {
    return attempts.repeat(this::tryPoll);
  }

  @Override
  public void rewind(Map<TopicPartition, Long> offsets) {
    positions.putAll(offsets);
  }

  private List<ConsumedRecord> tryPoll() {
    List<ClientException> failures = new ArrayList<>();
    List<ConsumedRecord> records = new ArrayList<>();
    for (FetchedPartition fetched : fetcher.fetch(positionsByLeader(failures), failures)) {
      try {
        records.addAll(read(fetched));
      } catch (ClientException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      positions.keySet().forEach(partition -> leaders.forget(partition.topic()));
      throwIfEmpty(records, failures);
    }
    return records;
  }

  private static void throwIfEmpty(List<ConsumedRecord> records, List<ClientException> failures) {
    if (records.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private Map<Integer, Map<TopicPartition, Long>> positionsByLeader(
      List<ClientException> failures) {
    Map<Integer, Map<TopicPartition, Long>> byLeader = new TreeMap<>();
    for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
      try {
        byLeader
            .computeIfAbsent(leaders.leaderOf(position.getKey()), _ -> new TreeMap<>())
            .put(position.getKey(), position.getValue());
      } catch (ClientException e) {
        failures.add(e);
      }
    }
    return byLeader;
  }

  private List<ConsumedRecord> read(FetchedPartition fetched) {
    TopicPartition partition = fetched.partition();
    short errorCode = fetched.data().errorCode();
    if (errorCode == ErrorCode.OFFSET_OUT_OF_RANGE.code()) {
      reset(partition, fetched.offset());
      return List.of();
    }
    if (errorCode != ErrorCode.NONE.code()) {
      throw ServerErrorException.of(errorCode, null);
    }
    FetchedRecords records =
        new FetchedRecords(partition, fetched.offset(), config.readCommitted());
    records.read(fetched.data());
    positions.put(partition, records.nextOffset());
    return records.records();
  }

  private void reset(TopicPartition partition, long offset) {
    assign(Map.of(partition, resetPosition(partition, "no offset " + offset)));
  }

  /**
   * Where {@code auto.offset.reset} says that reading begins.
   *
   * @param what it lacks, for the message
   * @throws ClientException if it says that there is no such place
   */
  public StartPosition resetPosition(TopicPartition partition, String what) {
    return switch (config.resetPolicy()) {
      case ResetPolicy.To(StartPosition position) -> position;
      case ResetPolicy.Back(Duration duration) ->
          new StartPosition.AtTime(clock.instant().minus(duration).toEpochMilli());
      case ResetPolicy.Fail() ->
          throw new ClientException(
              "%s has %s, and auto.offset.reset is none".formatted(partition, what));
    };
  }
}
