package io.barnabas.client.admin;

import io.barnabas.client.TopicPartition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group.
 *
 * @param assigned the partitions it has, in order
 * @param progress null in a classic group
 */
public record GroupMember(
    String id,
    @Nullable String instanceId,
    String clientId,
    String host,
    List<TopicPartition> assigned,
    @Nullable Progress progress) {

  /**
   * Where a member of the consumer protocol (KIP-848) is, and where it is going.
   *
   * @param target the partitions it is to have, in order
   */
  public record Progress(int epoch, List<TopicPartition> target) {}
}
