package io.barnabas.metadata.config;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which one setting is known: a topic's and the broker's, in milliseconds, minutes
 * and hours.
 */
final class ConfigSynonyms {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final Pattern LISTENER_CONFIG = Pattern.compile("listener\\.name\\.[^.]*\\.(.*)");

  private static final List<BrokerName> RETENTION =
      List.of(
          new BrokerName("log.retention.ms", 1),
          new BrokerName("log.retention.minutes", MINUTE_MS),
          new BrokerName("log.retention.hours", HOUR_MS));
  private static final List<BrokerName> ROLL =
      List.of(new BrokerName("log.roll.ms", 1), new BrokerName("log.roll.hours", HOUR_MS));
  private static final List<BrokerName> ROLL_JITTER =
      List.of(
          new BrokerName("log.roll.jitter.ms", 1),
          new BrokerName("log.roll.jitter.hours", HOUR_MS));
  private static final List<BrokerName> FLUSH =
      List.of(
          new BrokerName("log.flush.interval.ms", 1),
          new BrokerName("log.flush.scheduler.interval.ms", 1));

  private static final Map<String, List<BrokerName>> OF_TOPIC =
      Map.ofEntries(
          entry("cleanup.policy", same("log.cleanup.policy")),
          entry("compression.gzip.level", same("compression.gzip.level")),
          entry("compression.lz4.level", same("compression.lz4.level")),
          entry("compression.type", same("compression.type")),
          entry("compression.zstd.level", same("compression.zstd.level")),
          entry("delete.retention.ms", same("log.cleaner.delete.retention.ms")),
          entry("file.delete.delay.ms", same("log.segment.delete.delay.ms")),
          entry("flush.messages", same("log.flush.interval.messages")),
          entry("durability", same("log.durability")),
          entry("flush.ms", FLUSH),
          entry("index.interval.bytes", same("log.index.interval.bytes")),
          entry("local.retention.bytes", same("log.local.retention.bytes")),
          entry("local.retention.ms", same("log.local.retention.ms")),
          entry("max.compaction.lag.ms", same("log.cleaner.max.compaction.lag.ms")),
          entry("max.decompressed.message.bytes", same("max.decompressed.message.bytes")),
          entry("max.message.bytes", same("message.max.bytes")),
          entry("message.downconversion.enable", same("log.message.downconversion.enable")),
          entry("message.format.version", same("log.message.format.version")),
          entry("message.timestamp.after.max.ms", same("log.message.timestamp.after.max.ms")),
          entry("message.timestamp.before.max.ms", same("log.message.timestamp.before.max.ms")),
          entry(
              "message.timestamp.difference.max.ms",
              same("log.message.timestamp.difference.max.ms")),
          entry("message.timestamp.type", same("log.message.timestamp.type")),
          entry("min.cleanable.dirty.ratio", same("log.cleaner.min.cleanable.ratio")),
          entry("min.compaction.lag.ms", same("log.cleaner.min.compaction.lag.ms")),
          entry("min.insync.replicas", same("min.insync.replicas")),
          entry("preallocate", same("log.preallocate")),
          entry("remote.copy.lag.bytes", same("log.remote.copy.lag.bytes")),
          entry("remote.copy.lag.ms", same("log.remote.copy.lag.ms")),
          entry("retention.bytes", same("log.retention.bytes")),
          entry("retention.ms", RETENTION),
          entry("segment.bytes", same("log.segment.bytes")),
          entry("segment.index.bytes", same("log.index.size.max.bytes")),
          entry("segment.jitter.ms", ROLL_JITTER),
          entry("segment.ms", ROLL),
          entry("unclean.leader.election.enable", same("unclean.leader.election.enable")));

  private ConfigSynonyms() {}

  /** The broker's names for a topic's config, nearest first; empty where the broker has none. */
  static List<BrokerName> ofTopic(String name) {
    return OF_TOPIC.getOrDefault(name, List.of());
  }

  /** All names for a broker's config, in the order in which they count; its own is among them. */
  static List<String> ofBroker(String name) {
    for (List<BrokerName> family : List.of(RETENTION, ROLL, ROLL_JITTER)) {
      List<String> names = family.stream().map(BrokerName::name).toList();
      if (names.contains(name)) {
        return names;
      }
    }
    if (name.equals(FLUSH.getFirst().name())) {
      return FLUSH.stream().map(BrokerName::name).toList();
    }
    String tableName = tableName(name);
    return tableName.equals(name) ? List.of(name) : List.of(name, tableName);
  }

  /** The name under which the table has a broker's config: without the prefix of a listener. */
  static String tableName(String name) {
    Matcher listener = LISTENER_CONFIG.matcher(name);
    return listener.matches() ? listener.group(1) : name;
  }

  private static List<BrokerName> same(String name) {
    return List.of(new BrokerName(name, 1));
  }

  /**
   * A broker's name for a setting.
   *
   * @param unit what one is worth in the topic's unit; 1 for anything but times
   */
  record BrokerName(String name, long unit) {
    /** The text in the topic's unit; a negative time is without end, whatever the unit. */
    String toTopicUnit(String text) {
      if (unit == 1) {
        return text;
      }
      long time = Long.parseLong(text.trim());
      return Long.toString(time < 0 ? -1 : Math.multiplyExact(time, unit));
    }
  }
}
