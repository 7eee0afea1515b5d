package io.barnabas.coordinator.group.classic;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.JoinGroupResponse.JoinGroupResponseMember;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.util.List;

/** What members are told. */
final class Answers {
  /** A member id that stands for none. */
  static final String NO_MEMBER_ID = "";

  private Answers() {}

  static JoinGroupResponse joinRefused(String memberId, ErrorCode error) {
    return new JoinGroupResponse().memberId(memberId).errorCode(error.code()).protocolName(null);
  }

  /** Tells a member of its generation; the leader hears of all members, to assign. */
  static JoinGroupResponse joined(ClassicGroup group, ClassicMember member) {
    boolean leads = group.roster().isLeader(member);
    return joinedAsFollower(group, member).members(leads ? members(group) : List.of());
  }

  static JoinGroupResponse joinedAsFollower(ClassicGroup group, ClassicMember member) {
    String leader = group.roster().leader();
    return new JoinGroupResponse()
        .memberId(member.memberId())
        .generationId(group.generation())
        .protocolType(group.protocolType())
        .protocolName(group.protocolName())
        .leader(leader == null ? "" : leader);
  }

  private static List<JoinGroupResponseMember> members(ClassicGroup group) {
    return group.roster().all().stream().map(member -> member(group, member)).toList();
  }

  private static JoinGroupResponseMember member(ClassicGroup group, ClassicMember member) {
    return new JoinGroupResponseMember()
        .memberId(member.memberId())
        .groupInstanceId(member.identity().instanceId())
        .metadata(member.terms().metadata(group.protocolName()));
  }

  static SyncGroupResponse syncRefused(ErrorCode error) {
    return new SyncGroupResponse().errorCode(error.code());
  }

  static SyncGroupResponse assigned(ClassicGroup group, ClassicMember member) {
    return new SyncGroupResponse()
        .protocolType(group.protocolType())
        .protocolName(group.protocolName())
        .assignment(member.assignment());
  }
}
