package io.barnabas.coordinator.group.migration;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.group.classic.ClassicGroup;
import io.barnabas.coordinator.group.classic.ClassicGroup.MemberView;
import io.barnabas.coordinator.group.classic.MemberIdentity;
import io.barnabas.coordinator.group.classic.MemberTerms;
import io.barnabas.coordinator.group.consumer.ClassicMetadata;
import io.barnabas.coordinator.group.consumer.ConsumerMember;
import io.barnabas.coordinator.group.consumer.ConsumerRecords;
import io.barnabas.coordinator.group.consumer.CurrentAssignment;
import io.barnabas.coordinator.group.consumer.EmbeddedProtocol;
import io.barnabas.coordinator.group.consumer.MemberMetadata;
import io.barnabas.coordinator.group.consumer.MemberState;
import io.barnabas.coordinator.group.consumer.MetadataHash;
import io.barnabas.coordinator.group.consumer.OwnedPartitions;
import io.barnabas.coordinator.group.consumer.TargetEpoch;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The records by which a classic group becomes a consumer group. Its generation becomes the
 * group's, the target's and every member's epoch; what members have is their target until the next
 * change.
 */
record Upgrade(ClassicGroup group, TopicCatalog topics) {

  /**
   * @throws MalformedMessageException if a member's subscription or assignment can't be read
   * @throws CustomAssignorException if the leader's assignor told members more than partitions
   */
  List<CoordinatorRecord> records() {
    List<ConsumerMember> members = group.memberViews().stream().map(this::member).toList();
    ConsumerRecords write = new ConsumerRecords(group.groupId());
    int epoch = group.generation();
    List<CoordinatorRecord> records = new ArrayList<>(group.tombstones());
    members.forEach(member -> records.add(write.member(member)));
    records.add(write.groupEpoch(epoch, MetadataHash.of(subscribed(members), topics)));
    members.forEach(
        member ->
            records.add(
                write.target(member.memberId(), member.current().assigned().toAssignment())));
    records.add(write.targetEpoch(new TargetEpoch(epoch, 0)));
    members.forEach(member -> records.add(write.current(member)));
    return records;
  }

  private static SortedSet<String> subscribed(List<ConsumerMember> members) {
    SortedSet<String> names = new TreeSet<>();
    members.forEach(member -> names.addAll(member.metadata().subscription().topicNames()));
    return names;
  }

  private ConsumerMember member(MemberView view) {
    int epoch = group.generation();
    OwnedPartitions owned = owned(view, epoch);
    return new ConsumerMember(
        view.identity().memberId(),
        metadata(view),
        new CurrentAssignment(epoch, epoch, MemberState.STABLE, owned, OwnedPartitions.NONE));
  }

  private OwnedPartitions owned(MemberView view, int epoch) {
    ConsumerProtocolAssignment assignment = EmbeddedProtocol.assignment(view.assignment());
    if (assignment.userData() != null && assignment.userData().hasRemaining()) {
      throw new CustomAssignorException();
    }
    Assignment partitions = EmbeddedProtocol.partitions(assignment, topics);
    OwnedPartitions.Builder owned = new OwnedPartitions.Builder();
    partitions.topics().forEach((id, numbers) -> numbers.forEach(n -> owned.add(id, n, epoch)));
    return owned.build();
  }

  private static MemberMetadata metadata(MemberView view) {
    MemberIdentity identity = view.identity();
    MemberTerms terms = view.terms();
    ConsumerProtocolSubscription subscription =
        EmbeddedProtocol.subscription(terms.metadata(view.protocolName()));
    List<ClassicMetadata.Protocol> protocols =
        terms.protocols().stream()
            .map(protocol -> new ClassicMetadata.Protocol(protocol.name(), protocol.metadata()))
            .toList();
    return new MemberMetadata(
        identity.instanceId(),
        subscription.rackId(),
        new MemberMetadata.Client(identity.clientId(), identity.clientHost()),
        new MemberMetadata.Subscription(
            Collections.unmodifiableSortedSet(new TreeSet<>(subscription.topics())), null),
        terms.rebalanceTimeoutMs(),
        null,
        new ClassicMetadata(terms.sessionTimeoutMs(), protocols));
  }
}
