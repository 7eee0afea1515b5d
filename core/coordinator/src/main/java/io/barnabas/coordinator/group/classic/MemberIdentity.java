package io.barnabas.coordinator.group.classic;

import org.jspecify.annotations.Nullable;

/**
 * Who a member is.
 *
 * @param memberId given by the coordinator
 * @param instanceId of a static member, given by its operator (KIP-345)
 */
public record MemberIdentity(
    String memberId, @Nullable String instanceId, String clientId, String clientHost) {

  boolean isStatic() {
    return instanceId != null;
  }
}
