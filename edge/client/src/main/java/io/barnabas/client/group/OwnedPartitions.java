package io.barnabas.client.group;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.client.consumer.Consumer;
import io.barnabas.client.consumer.StartPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The partitions that a member reads: begins where the group has stopped, and commits. */
final class OwnedPartitions implements PartitionOwner {
  private final Consumer reader;
  private final GroupOffsets offsets;
  private final GroupConfig config;
  private final Supplier<Committer> committer;
  private final Map<TopicPartition, CommittedOffset> committed = new HashMap<>();
  private final Map<TopicPartition, Integer> leaderEpochs = new HashMap<>();

  OwnedPartitions(
      Consumer reader, GroupOffsets offsets, GroupConfig config, Supplier<Committer> committer) {
    this.reader = reader;
    this.offsets = offsets;
    this.config = config;
    this.committer = committer;
  }

  @Override
  public Set<TopicPartition> owned() {
    return new TreeSet<>(reader.positions().keySet());
  }

  @Override
  public void take(Collection<TopicPartition> partitions) {
    SortedMap<TopicPartition, CommittedOffset> known = offsets.fetch(config.groupId(), partitions);
    Map<TopicPartition, StartPosition> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      CommittedOffset offset = known.get(partition);
      starts.put(
          partition,
          offset == null
              ? reader.resetPosition(partition, "no committed offset")
              : new StartPosition.AtOffset(offset.offset()));
    }
    reader.assign(starts);
    committed.putAll(known);
  }

  @Override
  public void giveUp(Collection<TopicPartition> partitions) {
    if (config.autoCommit().enabled()) {
      commitIfPossible(partitions);
    }
    lose(partitions);
  }

  @Override
  public void lose(Collection<TopicPartition> partitions) {
    reader.release(partitions);
    partitions.forEach(committed::remove);
    partitions.forEach(leaderEpochs::remove);
  }

  /** Notes what has been read; it is committed with the leader epoch of its last record. */
  void read(Collection<ConsumedRecord> records) {
    records.forEach(record -> leaderEpochs.put(record.partition(), record.leaderEpoch()));
  }

  /** Commits how far all partitions are read. A failure is left to the next time. */
  void commitIfPossible() {
    commitIfPossible(owned());
  }

  private void commitIfPossible(Collection<TopicPartition> partitions) {
    try {
      commit(partitions);
    } catch (ClientException e) {
      // What is not committed is read again: by this member later, or by the next one.
    }
  }

  /**
   * Commits how far all partitions are read.
   *
   * @throws ClientException if the group does not take it
   */
  void commit() {
    commit(owned());
  }

  private void commit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, CommittedOffset> news = new HashMap<>();
    reader
        .positions()
        .forEach(
            (partition, position) -> {
              CommittedOffset before = committed.get(partition);
              boolean moved = before == null || before.offset() != position;
              if (moved && partitions.contains(partition)) {
                int leaderEpoch = leaderEpochs.getOrDefault(partition, -1);
                news.put(partition, new CommittedOffset(position, leaderEpoch, ""));
              }
            });
    offsets.commit(config.groupId(), committer.get(), news);
    committed.putAll(news);
  }
}
