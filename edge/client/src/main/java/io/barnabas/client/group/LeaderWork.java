package io.barnabas.client.group;

import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.assignor.Assignor;
import io.barnabas.client.group.assignor.MemberSubscription;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the leader of a classic group does: shares out the partitions among all members. */
final class LeaderWork {
  private final SubscribedTopics topics;
  private Set<String> topicsWanted = Set.of();
  private Map<String, Integer> countsAssigned = Map.of();

  LeaderWork(SubscribedTopics topics) {
    this.topics = topics;
  }

  /** The assignments of all members, by the way they have voted for. */
  List<SyncGroupRequest.SyncGroupRequestAssignment> assign(
      Assignor assignor, List<JoinGroupResponse.JoinGroupResponseMember> members) {
    List<MemberSubscription> subscriptions =
        members.stream()
            .map(
                member ->
                    ClientSubscription.read(
                        member.memberId(),
                        member.groupInstanceId(),
                        member.metadata(),
                        assignor == Assignor.STICKY))
            .toList();
    Set<String> all = new TreeSet<>();
    subscriptions.forEach(member -> all.addAll(member.topics()));
    topicsWanted = all;
    countsAssigned = topics.partitionCounts(all);
    return assignor.assign(countsAssigned, subscriptions).entrySet().stream()
        .map(share -> assignment(share.getKey(), share.getValue()))
        .toList();
  }

  private static SyncGroupRequest.SyncGroupRequestAssignment assignment(
      String memberId, List<TopicPartition> partitions) {
    return new SyncGroupRequest.SyncGroupRequestAssignment()
        .memberId(memberId)
        .assignment(ClientAssignment.write(partitions));
  }

  /** Whether members want topics that are not there, and may be created at any moment. */
  boolean lacksTopics() {
    return countsAssigned.size() < topicsWanted.size();
  }

  /** Whether topics have got partitions, have come or gone since they were shared out. */
  boolean isOutdated() {
    return !countsAssigned.equals(topics.partitionCounts(topicsWanted));
  }
}
