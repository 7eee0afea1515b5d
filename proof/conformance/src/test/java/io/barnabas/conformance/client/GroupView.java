package io.barnabas.conformance.client;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A described group.
 *
 * @param state as Kafka names it, such as Stable
 * @param type Classic or Consumer; Unknown to releases before 3.9
 * @param assignor of a classic group the protocol that was voted for
 */
public record GroupView(String state, String type, String assignor, List<Member> members) {
  /**
   * A member.
   *
   * @param instanceId of a static member
   * @param partitions as {@code topic-N}
   */
  public record Member(
      String memberId,
      @Nullable String instanceId,
      String clientId,
      String host,
      Set<String> partitions) {}
}
