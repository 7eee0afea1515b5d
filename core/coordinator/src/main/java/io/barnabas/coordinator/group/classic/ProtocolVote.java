package io.barnabas.coordinator.group.classic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How members agree on a protocol: only one that all can follow is eligible, each member votes for
 * the first eligible one on its list, and most votes win; among equals, the one voted for first.
 */
final class ProtocolVote {
  private ProtocolVote() {}

  /**
   * There is always a result, since nobody is let into a group with whose members it has no
   * protocol in common.
   */
  static String of(Collection<ClassicMember> members) {
    List<String> eligible =
        members.iterator().next().terms().protocols().stream()
            .map(ClassicProtocol::name)
            .filter(protocol -> allSupport(members, protocol))
            .toList();
    Map<String, Integer> votes = new LinkedHashMap<>();
    for (ClassicMember member : members) {
      votes.merge(choice(member, eligible), 1, Integer::sum);
    }
    return winner(votes);
  }

  static boolean allSupport(Collection<ClassicMember> members, String protocol) {
    return members.stream().allMatch(member -> member.terms().supports(protocol));
  }

  private static String choice(ClassicMember member, List<String> eligible) {
    return member.terms().protocols().stream()
        .map(ClassicProtocol::name)
        .filter(eligible::contains)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No protocol in common with " + member.memberId()));
  }

  private static String winner(Map<String, Integer> votes) {
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> entry : votes.entrySet()) {
      if (entry.getValue() > most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }
}
