package io.barnabas.metadata.config;

import java.util.List;

/** What the coordinators of groups go by. */
public final class CoordinatorConfig {
  private static final long MINUTE_MS = 60_000;

  private final ConfigValues values;

  CoordinatorConfig(ConfigValues values) {
    this.values = values;
  }

  /** Partitions of the offsets topic when it is made. */
  public int offsetsTopicNumPartitions() {
    return values.intOf("offsets.topic.num.partitions");
  }

  /** Replicas of the offsets topic, where there are as many brokers. */
  public short offsetsTopicReplicationFactor() {
    return values.shortOf("offsets.topic.replication.factor");
  }

  public int offsetsTopicSegmentBytes() {
    return values.intOf("offsets.topic.segment.bytes");
  }

  /** The number of the codec in which coordinators write. */
  public int offsetsTopicCompressionCodec() {
    return values.intOf("offsets.topic.compression.codec");
  }

  /** How long an asker waits until what was decided is committed. */
  public int offsetsCommitTimeoutMs() {
    return values.intOf("offsets.commit.timeout.ms");
  }

  /** The longest text that may be committed with an offset. */
  public int offsetMetadataMaxBytes() {
    return values.intOf("offset.metadata.max.bytes");
  }

  /** How long unused offsets are kept (KIP-211). */
  public long offsetsRetentionMs() {
    return values.intOf("offsets.retention.minutes") * MINUTE_MS;
  }

  public long offsetsRetentionCheckIntervalMs() {
    return values.longOf("offsets.retention.check.interval.ms");
  }

  /** How long an empty classic group waits for more members when the first one joins. */
  public int groupInitialRebalanceDelayMs() {
    return values.intOf("group.initial.rebalance.delay.ms");
  }

  public int groupMinSessionTimeoutMs() {
    return values.intOf("group.min.session.timeout.ms");
  }

  public int groupMaxSessionTimeoutMs() {
    return values.intOf("group.max.session.timeout.ms");
  }

  /** Members of a classic group. */
  public int groupMaxSize() {
    return values.intOf("group.max.size");
  }

  /** The names of the server's assignors; the first is used where a group names none. */
  public List<String> consumerGroupAssignors() {
    return values.listOf("group.consumer.assignors");
  }

  public int consumerGroupSessionTimeoutMs() {
    return values.intOf("group.consumer.session.timeout.ms");
  }

  public int consumerGroupHeartbeatIntervalMs() {
    return values.intOf("group.consumer.heartbeat.interval.ms");
  }

  /** Members of a consumer group. */
  public int consumerGroupMaxSize() {
    return values.intOf("group.consumer.max.size");
  }

  public int consumerGroupRegexRefreshIntervalMs() {
    return values.intOf("group.consumer.regex.refresh.interval.ms");
  }

  /** The least time between two assignments of a consumer group (KIP-1263). */
  public int consumerGroupAssignmentIntervalMs() {
    return values.intOf("group.consumer.assignment.interval.ms");
  }

  public int consumerGroupMinSessionTimeoutMs() {
    return values.intOf("group.consumer.min.session.timeout.ms");
  }

  public int consumerGroupMaxSessionTimeoutMs() {
    return values.intOf("group.consumer.max.session.timeout.ms");
  }

  public int consumerGroupMinHeartbeatIntervalMs() {
    return values.intOf("group.consumer.min.heartbeat.interval.ms");
  }

  public int consumerGroupMaxHeartbeatIntervalMs() {
    return values.intOf("group.consumer.max.heartbeat.interval.ms");
  }

  public int consumerGroupMinAssignmentIntervalMs() {
    return values.intOf("group.consumer.min.assignment.interval.ms");
  }

  public int consumerGroupMaxAssignmentIntervalMs() {
    return values.intOf("group.consumer.max.assignment.interval.ms");
  }

  /** Which ways groups may change between the classic and the consumer protocol, as it is set. */
  public String consumerGroupMigrationPolicy() {
    return values.stringOf("group.consumer.migration.policy");
  }
}
