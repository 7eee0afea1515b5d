package io.barnabas.coordinator.group.consumer;

import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Who a member is and what it wants.
 *
 * @param instanceId of a static member
 * @param rebalanceTimeoutMs how long it may take to give partitions up
 * @param serverAssignor the assignor it prefers
 * @param classic of a member that speaks the classic protocol; null for the consumer protocol
 */
public record MemberMetadata(
    @Nullable String instanceId,
    @Nullable String rackId,
    Client client,
    Subscription subscription,
    int rebalanceTimeoutMs,
    @Nullable String serverAssignor,
    @Nullable ClassicMetadata classic) {
  /** Of a member that has said nothing yet. */
  static final MemberMetadata NONE =
      new MemberMetadata(
          null,
          null,
          new Client("", ""),
          new Subscription(Collections.emptySortedSet(), null),
          -1,
          null,
          null);

  /**
   * The program behind it.
   *
   * @param host its address, with a leading slash as Kafka has it
   */
  public record Client(String id, String host) {}

  /**
   * What it wants to read.
   *
   * @param topicNames subscribed to by name, whether they exist or not
   * @param topicRegex subscribed to by pattern; null or empty for none
   */
  public record Subscription(SortedSet<String> topicNames, @Nullable String topicRegex) {
    /** Null when there is no pattern. */
    public @Nullable String pattern() {
      return topicRegex == null || topicRegex.isEmpty() ? null : topicRegex;
    }
  }
}
