package io.barnabas.metadata.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configs that count for one topic: its own, else the broker's under the synonyms, else the
 * defaults. Immutable. Units are in the names; a time or size of -1 is without limit where Kafka
 * has it so.
 */
public final class TopicConfig {
  private final ConfigValues values;
  private final int maxMessageBytes;
  private final int minInsyncReplicas;
  private final String compressionType;
  private final boolean compacted;
  private final boolean deleted;

  private TopicConfig(ConfigValues values) {
    this.values = values;
    this.maxMessageBytes = values.intOf("max.message.bytes");
    this.minInsyncReplicas = values.intOf("min.insync.replicas");
    this.compressionType = values.stringOf("compression.type");
    List<String> policy = values.listOf("cleanup.policy");
    this.compacted = policy.contains("compact");
    this.deleted = policy.contains("delete");
  }

  /**
   * Resolves them.
   *
   * @param broker what is set for the broker
   * @param overrides what is set for the topic
   * @throws InvalidConfigException for a bad value
   */
  public static TopicConfig resolve(ConfigLayers broker, Map<String, String> overrides) {
    return new TopicConfig(
        ConfigValues.parse(ConfigTable.TOPIC, name -> text(broker, overrides, name)));
  }

  private static @Nullable String text(
      ConfigLayers broker, Map<String, String> overrides, String name) {
    String own = overrides.get(name);
    return own != null ? own : inherited(broker, name);
  }

  /** What a topic has from its broker, in the topic's unit; null where nothing is set. */
  static @Nullable String inherited(ConfigLayers broker, String name) {
    for (ConfigSynonyms.BrokerName synonym : ConfigSynonyms.ofTopic(name)) {
      String text = broker.text(synonym.name());
      if (text != null) {
        return synonym.toTopicUnit(text);
      }
    }
    return null;
  }

  /**
   * Checks values that must agree with each other.
   *
   * @throws InvalidConfigException where they do not
   */
  void checkAgreement() {
    long least = values.longOf("min.compaction.lag.ms");
    long most = values.longOf("max.compaction.lag.ms");
    if (least > most) {
      throw new InvalidConfigException(
          "min.compaction.lag.ms ("
              + least
              + ") must not be above max.compaction.lag.ms ("
              + most
              + ")");
    }
    if (values.booleanOf("remote.storage.enable")) {
      throw new InvalidConfigException("remote.storage.enable: this broker has no tiered storage");
    }
  }

  /** The largest batch taken. */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /** In-sync replicas without which {@code acks=all} is refused. */
  public int minInsyncReplicas() {
    return minInsyncReplicas;
  }

  /** The codec batches are kept in: a codec's name, {@code uncompressed} or {@code producer}. */
  public String compressionType() {
    return compressionType;
  }

  /** Whether the newest record of a key replaces the older ones. */
  public boolean isCompacted() {
    return compacted;
  }

  /** Whether old segments are deleted. */
  public boolean isDeleted() {
    return deleted;
  }

  public int segmentBytes() {
    return values.intOf("segment.bytes");
  }

  public long segmentMs() {
    return values.longOf("segment.ms");
  }

  public long segmentJitterMs() {
    return values.longOf("segment.jitter.ms");
  }

  public int segmentIndexBytes() {
    return values.intOf("segment.index.bytes");
  }

  public int indexIntervalBytes() {
    return values.intOf("index.interval.bytes");
  }

  public long retentionMs() {
    return values.longOf("retention.ms");
  }

  public long retentionBytes() {
    return values.longOf("retention.bytes");
  }

  /** How long a tombstone stays once it was cleaned. */
  public long deleteRetentionMs() {
    return values.longOf("delete.retention.ms");
  }

  /** How long a record stays in a compacted log in any case. */
  public long minCompactionLagMs() {
    return values.longOf("min.compaction.lag.ms");
  }

  /** How long a record waits at most for being compacted. */
  public long maxCompactionLagMs() {
    return values.longOf("max.compaction.lag.ms");
  }

  /** How much of a log must be dirty before it is compacted, from 0 to 1. */
  public double minCleanableDirtyRatio() {
    return values.doubleOf("min.cleanable.dirty.ratio");
  }

  public long fileDeleteDelayMs() {
    return values.longOf("file.delete.delay.ms");
  }

  public long flushMessages() {
    return values.longOf("flush.messages");
  }

  /** Whether an append is acknowledged when the journal has it ({@code durability}). */
  public boolean isJournaled() {
    return values.stringOf("durability").equals("journal");
  }

  public long flushMs() {
    return values.longOf("flush.ms");
  }

  public boolean preallocate() {
    return values.booleanOf("preallocate");
  }

  /** Whether the broker's time replaces the producer's in every batch. */
  public boolean isLogAppendTime() {
    return values.stringOf("message.timestamp.type").equals("LogAppendTime");
  }

  /** How far a producer's timestamp may lie behind the broker's time. */
  public long messageTimestampBeforeMaxMs() {
    return values.longOf("message.timestamp.before.max.ms");
  }

  /** How far a producer's timestamp may lie ahead of the broker's time. */
  public long messageTimestampAfterMaxMs() {
    return values.longOf("message.timestamp.after.max.ms");
  }
}
