package io.barnabas.client.group;

import io.barnabas.client.ClientException;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.group.assignor.Assignor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How to be a member of a group.
 *
 * @param instanceId of a static member (KIP-345), null for a dynamic one
 * @param rackId null if it has none
 * @param assignors of a classic group, the preferred one first
 * @param remoteAssignor the broker's, of the consumer protocol; null for its default
 */
public record GroupConfig(
    String groupId,
    @Nullable String instanceId,
    @Nullable String rackId,
    Protocol protocol,
    List<Assignor> assignors,
    @Nullable String remoteAssignor,
    Timing timing,
    AutoCommit autoCommit) {

  /** The two ways to be a member. */
  public enum Protocol {
    CLASSIC,
    CONSUMER
  }

  /**
   * How long things may take.
   *
   * @param sessionTimeoutMs a classic member that sends no heartbeat for so long is given up
   * @param heartbeatIntervalMs of a classic member; others are told by the broker
   * @param maxPollIntervalMs a member that reads nothing for so long leaves
   * @param metadataMaxAgeMs how often to look for new topics and partitions
   */
  public record Timing(
      int sessionTimeoutMs, int heartbeatIntervalMs, int maxPollIntervalMs, int metadataMaxAgeMs) {}

  /** Whether, and how often, what has been read is committed without being asked to. */
  public record AutoCommit(boolean enabled, int intervalMs) {}

  /**
   * From properties with Kafka's names.
   *
   * @throws ClientException if one has a bad value, or the group has no id
   */
  public static GroupConfig from(ClientProperties properties) {
    String groupId = properties.text("group.id", "");
    if (groupId.isEmpty()) {
      throw new ClientException("group.id is missing");
    }
    return new GroupConfig(
        groupId,
        orNull(properties.text("group.instance.id", "")),
        orNull(properties.text("client.rack", "")),
        protocol(properties.text("group.protocol", "classic")),
        Assignor.parseList(
            properties.text("partition.assignment.strategy", "range,cooperative-sticky")),
        orNull(properties.text("group.remote.assignor", "")),
        new Timing(
            properties.number("session.timeout.ms", 45_000),
            properties.number("heartbeat.interval.ms", 3_000),
            properties.number("max.poll.interval.ms", 300_000),
            properties.number("metadata.max.age.ms", 300_000)),
        new AutoCommit(
            properties.flag("enable.auto.commit", true),
            properties.number("auto.commit.interval.ms", 5_000)));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Protocol protocol(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "classic" -> Protocol.CLASSIC;
      case "consumer" -> Protocol.CONSUMER;
      default ->
          throw ClientProperties.invalid("group.protocol", name, "classic or consumer", null);
    };
  }
}
