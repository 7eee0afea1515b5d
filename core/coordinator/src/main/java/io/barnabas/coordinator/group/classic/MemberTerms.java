package io.barnabas.coordinator.group.classic;

import io.barnabas.protocol.message.JoinGroupRequest;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a member takes part, as it said when it joined last.
 *
 * @param rebalanceTimeoutMs how long it may take to join again
 * @param sessionTimeoutMs how long it may be silent
 * @param protocols what it can follow, the best first
 */
public record MemberTerms(
    int rebalanceTimeoutMs, int sessionTimeoutMs, List<ClassicProtocol> protocols) {
  public MemberTerms {
    protocols = List.copyOf(protocols);
  }

  static MemberTerms of(JoinGroupRequest request) {
    return new MemberTerms(
        request.rebalanceTimeoutMs(),
        request.sessionTimeoutMs(),
        ClassicProtocol.listOf(request.protocols()));
  }

  boolean supports(String protocol) {
    return protocols.stream().anyMatch(own -> own.name().equals(protocol));
  }

  /** What the member says under a protocol; nothing when it can't follow it. */
  public ByteBuffer metadata(@Nullable String protocol) {
    return protocols.stream()
        .filter(own -> own.name().equals(protocol))
        .findFirst()
        .map(ClassicProtocol::metadata)
        .orElse(ClassicProtocol.NO_BYTES);
  }
}
