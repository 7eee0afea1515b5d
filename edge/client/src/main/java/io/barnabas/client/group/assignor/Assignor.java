package io.barnabas.client.group.assignor;

import io.barnabas.client.ClientException;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.TopicPartition;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A way to share out partitions, with the name that members vote for. */
public enum Assignor {
  /** Neighbouring partitions of each topic. */
  RANGE("range", "RangeAssignor"),

  /** One partition after the other, in turn. */
  ROUND_ROBIN("roundrobin", "RoundRobinAssignor"),

  /** Even shares, with as few changes as that allows; all give up everything before. */
  STICKY("sticky", "StickyAssignor"),

  /** Even shares, with as few changes as that allows; only what changes is given up (KIP-429). */
  COOPERATIVE_STICKY("cooperative-sticky", "CooperativeStickyAssignor");

  private static final String KAFKAS_PACKAGE = "org.apache.kafka.clients.consumer.";

  private final String wireName;
  private final String className;

  Assignor(String wireName, String className) {
    this.wireName = wireName;
    this.className = className;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether members keep what they have while the group rebalances. */
  public boolean isCooperative() {
    return this == COOPERATIVE_STICKY;
  }

  /**
   * Shares out partitions.
   *
   * @param partitionCounts of the topics that are there
   * @return the partitions of each member, by member id
   */
  public Map<String, List<TopicPartition>> assign(
      Map<String, Integer> partitionCounts, Collection<MemberSubscription> members) {
    return switch (this) {
      case RANGE -> RangeAssignment.assign(partitionCounts, members);
      case ROUND_ROBIN -> RoundRobinAssignment.assign(partitionCounts, members);
      case STICKY -> StickyAssignment.assign(partitionCounts, members);
      case COOPERATIVE_STICKY -> StickyAssignment.assignCooperatively(partitionCounts, members);
    };
  }

  /**
   * The assignor that members have voted for.
   *
   * @throws ClientException if it is none of these
   */
  public static Assignor ofWireName(String name) {
    return Arrays.stream(values())
        .filter(assignor -> assignor.wireName.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new ClientException("the group has chosen an unknown assignor: " + name));
  }

  /**
   * The assignors in {@code partition.assignment.strategy}: names of Kafka's classes, or short.
   *
   * @throws ClientException if one is unknown
   */
  public static List<Assignor> parseList(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).map(Assignor::parse).toList();
  }

  private static Assignor parse(String name) {
    return Arrays.stream(values())
        .filter(
            assignor ->
                name.equals(assignor.wireName) || name.equals(KAFKAS_PACKAGE + assignor.className))
        .findFirst()
        .orElseThrow(
            () ->
                ClientProperties.invalid(
                    "partition.assignment.strategy",
                    name,
                    "range, roundrobin, sticky or cooperative-sticky",
                    null));
  }
}
