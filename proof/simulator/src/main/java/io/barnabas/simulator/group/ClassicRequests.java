package io.barnabas.simulator.group;

import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupRequest.SyncGroupRequestAssignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a member of a classic group sends, in the versions of one release of clients.
 *
 * @param instanceId of a static member
 */
record ClassicRequests(String group, GroupKind kind, @Nullable String instanceId, Release release) {

  /** Versions that clients use together. */
  record Release(int join, int sync, int heartbeat, int leave, int commit) {
    static final Release OLD = new Release(2, 1, 1, 1, 3);
    static final Release MIDDLE = new Release(5, 3, 3, 2, 7);
    static final Release NEW = new Release(9, 5, 4, 5, 9);
  }

  JoinGroupRequest join(String memberId, List<String> topics, Collection<Place> owned) {
    JoinGroupRequestProtocol assignor =
        new JoinGroupRequestProtocol()
            .name(isCooperative() ? "cooperative" : "range")
            .metadata(EmbeddedProtocol.subscription(topics, owned));
    JoinGroupRequest request =
        new JoinGroupRequest()
            .groupId(group)
            .sessionTimeoutMs(GroupWorld.SESSION_MS)
            .rebalanceTimeoutMs(GroupWorld.REBALANCE_MS)
            .memberId(memberId)
            .protocolType("consumer")
            .protocols(List.of(assignor));
    return request.groupInstanceId(instanceId);
  }

  /** With what the leader has decided; nothing from the others. */
  SyncGroupRequest sync(JoinGroupResponse joined, SortedSet<Place> places) {
    SyncGroupRequest request =
        new SyncGroupRequest()
            .groupId(group)
            .generationId(joined.generationId())
            .memberId(joined.memberId())
            .groupInstanceId(instanceId)
            .assignments(
                joined.leader().equals(joined.memberId()) && !joined.skipAssignment()
                    ? assignments(joined, places)
                    : List.of());
    return release.sync() < 5
        ? request
        : request.protocolType("consumer").protocolName(joined.protocolName());
  }

  private boolean isCooperative() {
    return kind == GroupKind.COOPERATIVE;
  }

  /** To each in turn; but what another one still owns, it has to give up first (KIP-429). */
  private List<SyncGroupRequestAssignment> assignments(
      JoinGroupResponse joined, SortedSet<Place> places) {
    List<String> members =
        joined.members().stream()
            .map(JoinGroupResponse.JoinGroupResponseMember::memberId)
            .sorted(Comparator.naturalOrder())
            .toList();
    Map<Place, String> owners = isCooperative() ? owners(joined) : Map.of();
    List<SortedSet<Place>> shares = new ArrayList<>();
    members.forEach(member -> shares.add(new TreeSet<>()));
    int turn = 0;
    for (Place place : places) {
      int next = turn++ % members.size();
      String member = members.get(next);
      if (owners.getOrDefault(place, member).equals(member)) {
        shares.get(next).add(place);
      }
    }
    List<SyncGroupRequestAssignment> assignments = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      assignments.add(
          new SyncGroupRequestAssignment()
              .memberId(members.get(i))
              .assignment(EmbeddedProtocol.assignment(shares.get(i))));
    }
    return assignments;
  }

  private static Map<Place, String> owners(JoinGroupResponse joined) {
    Map<Place, String> owners = new HashMap<>();
    for (var member : joined.members()) {
      EmbeddedProtocol.owned(member.metadata())
          .forEach(place -> owners.put(place, member.memberId()));
    }
    return owners;
  }

  HeartbeatRequest heartbeat(String memberId, int generation) {
    return new HeartbeatRequest()
        .groupId(group)
        .generationId(generation)
        .memberId(memberId)
        .groupInstanceId(instanceId);
  }

  LeaveGroupRequest leave(String memberId) {
    LeaveGroupRequest request = new LeaveGroupRequest().groupId(group);
    return release.leave() < 3
        ? request.memberId(memberId)
        : request.members(
            List.of(
                new LeaveGroupRequest.MemberIdentity()
                    .memberId(memberId)
                    .groupInstanceId(instanceId)));
  }
}
