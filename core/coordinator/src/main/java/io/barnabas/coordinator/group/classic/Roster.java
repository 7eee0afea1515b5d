package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.protocol.ErrorCode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a group, in the order in which they came, and which of them leads. Whenever there
 * are members, one of them is the leader.
 */
final class Roster {
  private final Map<String, ClassicMember> byId = new LinkedHashMap<>();
  private final Map<String, ClassicMember> byInstanceId = new HashMap<>();
  private @Nullable String leader;

  Collection<ClassicMember> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  int size() {
    return byId.size();
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  @Nullable ClassicMember find(String memberId) {
    return byId.get(memberId);
  }

  @Nullable ClassicMember findStatic(@Nullable String instanceId) {
    return byInstanceId.get(instanceId);
  }

  @Nullable String leader() {
    return leader;
  }

  boolean isLeader(ClassicMember member) {
    return member.memberId().equals(leader);
  }

  /**
   * Finds a member by what a request says of it (KIP-345).
   *
   * @throws CoordinatorException UNKNOWN_MEMBER_ID, or FENCED_INSTANCE_ID when another process has
   *     taken the place of the static member
   */
  ClassicMember get(String memberId, @Nullable String instanceId) {
    ClassicMember member = instanceId == null ? find(memberId) : findStatic(instanceId);
    if (member == null) {
      throw new CoordinatorException(
          ErrorCode.UNKNOWN_MEMBER_ID, "There is no member " + memberId + " in the group");
    }
    if (!member.memberId().equals(memberId)) {
      throw new CoordinatorException(
          ErrorCode.FENCED_INSTANCE_ID,
          memberId + " is not the member that is known as " + instanceId + " any more");
    }
    return member;
  }

  void add(ClassicMember member) {
    byId.put(member.memberId(), member);
    if (member.identity().instanceId() != null) {
      byInstanceId.put(member.identity().instanceId(), member);
    }
    if (leader == null) {
      leader = member.memberId();
    }
  }

  void remove(ClassicMember member) {
    byId.remove(member.memberId());
    byInstanceId.remove(member.identity().instanceId(), member);
    if (isLeader(member)) {
      leader = byId.keySet().stream().findFirst().orElse(null);
    }
  }

  /** A static member has come again under another id: it is what it was, and leads if it led. */
  void replace(ClassicMember former, ClassicMember successor) {
    boolean led = isLeader(former);
    remove(former);
    add(successor);
    if (led) {
      leader = successor.memberId();
    }
  }

  /** Only while replaying: who leads is then what the record says. */
  void leader(@Nullable String memberId) {
    if (memberId != null && byId.containsKey(memberId)) {
      leader = memberId;
    }
  }

  boolean allAwaitJoin() {
    return byId.values().stream().allMatch(ClassicMember::awaitsJoin);
  }

  int awaitingJoin() {
    return (int) byId.values().stream().filter(ClassicMember::awaitsJoin).count();
  }

  List<ClassicMember> notJoined() {
    return byId.values().stream().filter(member -> !member.awaitsJoin()).toList();
  }

  /** Sees to it that the leader is one who has joined; false when nobody has. */
  boolean electJoinedLeader() {
    ClassicMember current = leader == null ? null : byId.get(leader);
    if (current != null && current.awaitsJoin()) {
      return true;
    }
    for (ClassicMember member : byId.values()) {
      if (member.awaitsJoin()) {
        leader = member.memberId();
        return true;
      }
    }
    return false;
  }

  /** The longest that one of them may take to join again. */
  int rebalanceTimeoutMs() {
    return byId.values().stream()
        .mapToInt(member -> member.terms().rebalanceTimeoutMs())
        .max()
        .orElse(0);
  }
}
