package io.barnabas.client.group;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.client.consumer.Consumer;
import io.barnabas.client.consumer.ConsumerConfig;
import io.barnabas.client.consumer.RecordSource;
import io.barnabas.client.consumer.StartPosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads as a member of a group: the partitions the group gives it, from where the group has
 * stopped. For one thread; another one, its own, sends heartbeats. Close it to leave the group.
 */
public final class GroupConsumer implements RecordSource, AutoCloseable {
  private final GroupConfig config;
  private final Consumer reader;
  private final Cluster coordination;
  private final Membership membership;
  private final OwnedPartitions owned;
  private final HeartbeatThread heartbeats;
  private final Attempts pauses;
  private final LongSupplier nanos;
  private long lastCommitNanos;

  private GroupConsumer(
      Cluster cluster, ClientProperties properties, Subscription subscription, LongSupplier nanos) {
    this.config = GroupConfig.from(properties);
    this.nanos = nanos;
    ConsumerConfig reading = ConsumerConfig.from(properties);
    this.reader = new Consumer(cluster, reading);
    // Heartbeats are sent while the cluster's other connections wait for records.
    this.coordination = new Cluster(cluster.config());
    this.membership =
        new LockedMembership(
            membership(coordination, config, subscription, reading.autoCreateTopics(), nanos));
    this.owned =
        new OwnedPartitions(
            reader, new GroupOffsets(new GroupRouting(cluster)), config, membership::committer);
    this.heartbeats = new HeartbeatThread(membership, config.groupId());
    this.pauses = new Attempts(0, Math.max(1, reading.maxWaitMs() / 5));
    this.lastCommitNanos = nanos.getAsLong();
  }

  /**
   * A member to be; it joins in its first {@link #poll}.
   *
   * @param cluster for reading, and for nothing else meanwhile
   * @param properties with Kafka's names; {@code group.id} is needed
   */
  public static GroupConsumer start(
      Cluster cluster, ClientProperties properties, Subscription subscription) {
    GroupConsumer consumer = new GroupConsumer(cluster, properties, subscription, System::nanoTime);
    consumer.heartbeats.start();
    return consumer;
  }

  private static Membership membership(
      Cluster cluster,
      GroupConfig config,
      Subscription subscription,
      boolean autoCreate,
      LongSupplier nanos) {
    GroupRouting routing = new GroupRouting(cluster);
    return switch (config.protocol()) {
      case CLASSIC ->
          new ClassicMembership(
              cluster,
              routing,
              config,
              new SubscribedTopics(cluster, subscription, autoCreate),
              nanos);
      case CONSUMER ->
          new ConsumerMembership(
              cluster, routing, config, subscription, UUID.randomUUID().toString(), nanos);
    };
  }

  /**
   * Waits for records, at most as long as the configuration says; longer while the group
   * rebalances. What the call before gave counts as dealt with, and may be committed.
   */
  @Override
  public List<ConsumedRecord> poll() {
    membership.poll(owned);
    commitIfDue();
    if (reader.positions().isEmpty()) {
      pauses.pause();
      return List.of();
    }
    List<ConsumedRecord> records = reader.poll();
    owned.read(records);
    return records;
  }

  private void commitIfDue() {
    long sinceMs = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - lastCommitNanos);
    if (config.autoCommit().enabled() && sinceMs >= config.autoCommit().intervalMs()) {
      owned.commitIfPossible();
      lastCommitNanos = nanos.getAsLong();
    }
  }

  /** The partitions that this member has at the moment. */
  public Set<TopicPartition> assignment() {
    return owned.owned();
  }

  /**
   * Commits how far the partitions are read.
   *
   * @throws io.barnabas.client.ClientException if the group does not take it, as from a member that
   *     it has given up
   */
  public void commit() {
    owned.commit();
  }

  @Override
  public void rewind(Map<TopicPartition, Long> offsets) {
    Set<TopicPartition> mine = owned.owned();
    offsets.forEach(
        (partition, offset) -> {
          if (mine.contains(partition)) {
            reader.assign(Map.of(partition, new StartPosition.AtOffset(offset)));
          }
        });
  }

  /** Commits what has been read, if that is to be done, and leaves the group. */
  @Override
  public void close() {
    heartbeats.close();
    owned.giveUp(owned.owned());
    membership.leave();
    coordination.close();
  }
}
