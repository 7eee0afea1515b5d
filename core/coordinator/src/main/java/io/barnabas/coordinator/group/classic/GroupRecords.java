package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.coordinator.GroupMetadataValue.MemberMetadata;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** A classic group as its record in {@code __consumer_offsets}. */
final class GroupRecords {
  /** What Kafka 4 writes, so that its brokers of any release since 2.3 can read it. */
  private static final short VALUE_VERSION = 3;

  private static final int UNKNOWN = -1;

  private GroupRecords() {}

  /** A group that nobody has joined yet. */
  static CoordinatorRecord created(ClassicGroup group) {
    return record(
        group.groupId(),
        new GroupMetadataValue()
            .protocol(null)
            .leader(null)
            .currentStateTimestamp(group.stateSinceMs()));
  }

  static CoordinatorRecord removed(String groupId) {
    return CoordinatorRecord.tombstone(new GroupMetadataKey().group(groupId));
  }

  /** The group as it is, but with these assignments. */
  static CoordinatorRecord of(ClassicGroup group, Function<ClassicMember, ByteBuffer> assignments) {
    String protocolType = group.protocolType();
    List<MemberMetadata> members =
        group.roster().all().stream()
            .map(member -> member(group, member, assignments.apply(member)))
            .toList();
    return record(
        group.groupId(),
        new GroupMetadataValue()
            .protocolType(protocolType == null ? "" : protocolType)
            .generation(group.generation())
            .protocol(group.protocolName())
            .leader(group.roster().leader())
            .currentStateTimestamp(group.stateSinceMs())
            .members(members));
  }

  private static CoordinatorRecord record(String groupId, GroupMetadataValue value) {
    return new CoordinatorRecord(new GroupMetadataKey().group(groupId), value, VALUE_VERSION);
  }

  private static MemberMetadata member(
      ClassicGroup group, ClassicMember member, ByteBuffer assignment) {
    MemberIdentity identity = member.identity();
    return new MemberMetadata()
        .memberId(identity.memberId())
        .groupInstanceId(identity.instanceId())
        .clientId(identity.clientId())
        .clientHost(identity.clientHost())
        .rebalanceTimeout(member.terms().rebalanceTimeoutMs())
        .sessionTimeout(member.terms().sessionTimeoutMs())
        .subscription(member.terms().metadata(group.protocolName()))
        .assignment(assignment);
  }

  /** The group that a record tells of; no timer of it runs. */
  static ClassicGroup read(CoordinatorContext context, String groupId, GroupMetadataValue value) {
    ClassicGroup group = new ClassicGroup(groupId, context);
    String protocol = value.protocol() == null ? "" : value.protocol();
    for (MemberMetadata stored : value.members()) {
      group.roster().add(member(context, stored, protocol));
    }
    group.roster().leader(value.leader());
    group.restore(value);
    return group;
  }

  private static ClassicMember member(
      CoordinatorContext context, MemberMetadata stored, String protocol) {
    int sessionTimeoutMs = stored.sessionTimeout();
    int rebalanceTimeoutMs = stored.rebalanceTimeout();
    MemberTerms terms =
        new MemberTerms(
            rebalanceTimeoutMs == UNKNOWN ? sessionTimeoutMs : rebalanceTimeoutMs,
            sessionTimeoutMs,
            List.of(new ClassicProtocol(protocol, stored.subscription())));
    MemberIdentity identity =
        new MemberIdentity(
            stored.memberId(), stored.groupInstanceId(), stored.clientId(), stored.clientHost());
    ClassicMember member = new ClassicMember(identity, terms, new Deadline(context));
    member.assignment(ClassicProtocol.copy(stored.assignment()));
    return member;
  }
}
