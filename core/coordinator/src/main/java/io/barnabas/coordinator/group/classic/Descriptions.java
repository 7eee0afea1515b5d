package io.barnabas.coordinator.group.classic;

import io.barnabas.protocol.message.DescribeGroupsResponse.DescribedGroup;
import io.barnabas.protocol.message.DescribeGroupsResponse.DescribedGroupMember;

/** A classic group as DescribeGroups tells of it. */
final class Descriptions {
  private Descriptions() {}

  /** What members say, and under which protocol, holds only while the group is stable. */
  static DescribedGroup of(ClassicGroup group) {
    String protocolType = group.protocolType();
    String protocolName =
        group.state() instanceof ClassicState.Stable ? group.protocolName() : null;
    return new DescribedGroup()
        .groupId(group.groupId())
        .groupState(group.stateName())
        .protocolType(protocolType == null ? "" : protocolType)
        .protocolData(protocolName == null ? "" : protocolName)
        .members(
            group.roster().all().stream()
                .map(member -> member(member).memberMetadata(member.terms().metadata(protocolName)))
                .toList());
  }

  /** A group that somebody commits offsets for, and nobody has joined. */
  static DescribedGroup ofOffsets(String groupId) {
    return new DescribedGroup().groupId(groupId).groupState(new ClassicState.Empty().wireName());
  }

  private static DescribedGroupMember member(ClassicMember member) {
    MemberIdentity identity = member.identity();
    return new DescribedGroupMember()
        .memberId(identity.memberId())
        .groupInstanceId(identity.instanceId())
        .clientId(identity.clientId())
        .clientHost(identity.clientHost())
        .memberAssignment(member.assignment());
  }
}
