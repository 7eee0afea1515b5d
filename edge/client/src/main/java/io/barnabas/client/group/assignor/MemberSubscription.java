package io.barnabas.client.group.assignor;

import io.barnabas.client.TopicPartition;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member wants, and what it had.
 *
 * @param instanceId null if it is not a static member
 * @param owned the partitions it had in that generation
 * @param generation -1 if it was in none
 */
public record MemberSubscription(
    String memberId,
    @Nullable String instanceId,
    Set<String> topics,
    List<TopicPartition> owned,
    int generation) {

  /** Static members first, so that a restart, which changes their member ids, changes no order. */
  public static final Comparator<MemberSubscription> ORDER =
      Comparator.<MemberSubscription, Boolean>comparing(member -> member.instanceId == null)
          .thenComparing(member -> member.instanceId == null ? member.memberId : member.instanceId);
}
