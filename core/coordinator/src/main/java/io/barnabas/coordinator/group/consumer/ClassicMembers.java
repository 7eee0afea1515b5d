package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.HeartbeatRequest;
import io.barnabas.protocol.message.HeartbeatResponse;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupResponse;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.LeaveGroupRequest.MemberIdentity;
import io.barnabas.protocol.message.LeaveGroupResponse;
import io.barnabas.protocol.message.LeaveGroupResponse.MemberResponse;
import io.barnabas.protocol.message.SyncGroupRequest;
import io.barnabas.protocol.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves members of a consumer group that speak the classic protocol (KIP-848, online migration).
 * Their generation is their member epoch. Each rejoins on its own when its heartbeat tells it to,
 * and waits for nobody: the coordinator has assigned already.
 */
public final class ClassicMembers {
  private final Supplier<TopicCatalog> catalog;
  private final Departures departures;
  private final MemberSessions sessions;
  private final ClassicJoins joins;

  ClassicMembers(
      Supplier<TopicCatalog> catalog,
      Departures departures,
      MemberSessions sessions,
      ClassicJoins joins) {
    this.catalog = catalog;
    this.departures = departures;
    this.sessions = sessions;
    this.joins = joins;
  }

  /**
   * Lets a member in, or brings it nearer to its target.
   *
   * @throws CoordinatorException such as INCONSISTENT_GROUP_PROTOCOL
   */
  public Decision<JoinGroupResponse> join(
      ConsumerGroup group, JoinGroupRequest request, Requester requester) {
    Decision<JoinGroupResponse> decision = joins.join(group, request, requester);
    return sessions.guarded(
        group.groupId(),
        decision.withOutcome(
            new Decision.Outcome() {
              @Override
              public void committed() {
                decision.outcome().committed();
                decision.response().thenAccept(joined -> expectSync(group, joined));
              }

              @Override
              public void failed(ErrorCode error) {
                decision.outcome().failed(error);
              }
            }));
  }

  private void expectSync(ConsumerGroup group, JoinGroupResponse joined) {
    ConsumerMember member = group.member(joined.memberId());
    if (joined.errorCode() == ErrorCode.NONE.code() && member != null) {
      sessions.expectNext(group.groupId(), member, true);
    }
  }

  /**
   * Tells a member what it may use.
   *
   * @throws CoordinatorException such as REBALANCE_IN_PROGRESS
   */
  public Decision<SyncGroupResponse> sync(ConsumerGroup group, SyncGroupRequest request) {
    ConsumerMember member = member(group, request.memberId(), request.groupInstanceId());
    checkGeneration(member, request.generationId());
    ClassicMetadata.Protocol protocol = protocol(member);
    if (differs(request.protocolType(), EmbeddedProtocol.TYPE)
        || differs(request.protocolName(), protocol.name())) {
      throw new CoordinatorException(
          ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
          "member " + member.memberId() + " joined with " + protocol.name());
    }
    if (isBehind(group, member) && member.current().state() != MemberState.UNREVOKED_PARTITIONS) {
      sessions.expectNext(group.groupId(), member, false);
      throw new CoordinatorException(
          ErrorCode.REBALANCE_IN_PROGRESS, "the group has a newer epoch, " + group.epoch().epoch());
    }
    sessions.expectNothing(group.groupId(), member);
    sessions.heardOf(group.groupId(), member);
    return Decision.answer(
        new SyncGroupResponse()
            .protocolType(EmbeddedProtocol.TYPE)
            .protocolName(protocol.name())
            .assignment(
                EmbeddedProtocol.assignmentFor(
                    protocol.metadata(),
                    member.current().assigned().toAssignment(),
                    catalog.get())));
  }

  /**
   * Keeps a member's session alive, and tells it when there is more or less for it: it is to join
   * again then.
   *
   * @throws CoordinatorException such as ILLEGAL_GENERATION
   */
  public Decision<HeartbeatResponse> heartbeat(ConsumerGroup group, HeartbeatRequest request) {
    ConsumerMember member = member(group, request.memberId(), request.groupInstanceId());
    checkGeneration(member, request.generationId());
    sessions.heardOf(group.groupId(), member);
    ErrorCode error = ErrorCode.NONE;
    if (mustRejoin(group, member)) {
      sessions.expectNext(group.groupId(), member, false);
      error = ErrorCode.REBALANCE_IN_PROGRESS;
    }
    return Decision.answer(new HeartbeatResponse().errorCode(error.code()));
  }

  private static boolean isBehind(ConsumerGroup group, ConsumerMember member) {
    return member.epoch() < group.epoch().epoch();
  }

  private static boolean mustRejoin(ConsumerGroup group, ConsumerMember member) {
    return isBehind(group, member)
        || switch (member.current().state()) {
          case STABLE -> false;
          case UNREVOKED_PARTITIONS, UNKNOWN -> true;
          case UNRELEASED_PARTITIONS -> !waitsForOthers(group, member);
        };
  }

  /** Whether somebody else still has what the member is to get. */
  private static boolean waitsForOthers(ConsumerGroup group, ConsumerMember member) {
    Assignment target = group.target(member.memberId());
    return target.topics().entrySet().stream()
        .anyMatch(
            topic ->
                topic.getValue().stream()
                    .anyMatch(
                        partition -> {
                          String owner = group.ownerOf(topic.getKey(), partition);
                          return owner != null && !owner.equals(member.memberId());
                        }));
  }

  /** Lets members go; who is not one is told so, one by one. */
  public Decision<LeaveGroupResponse> leave(ConsumerGroup group, LeaveGroupRequest request) {
    List<MemberResponse> answers = new ArrayList<>();
    List<ConsumerMember> leaving = new ArrayList<>();
    for (MemberIdentity identity : request.members()) {
      MemberResponse answer =
          new MemberResponse()
              .memberId(identity.memberId())
              .groupInstanceId(identity.groupInstanceId());
      try {
        ConsumerMember member = leaver(group, identity);
        if (!leaving.contains(member)) {
          leaving.add(member);
        }
      } catch (CoordinatorException refusal) {
        answer.errorCode(refusal.error().code());
      }
      answers.add(answer);
    }
    LeaveGroupResponse response = new LeaveGroupResponse().members(answers);
    return leaving.isEmpty()
        ? Decision.answer(response)
        : sessions.guarded(group.groupId(), departures.take(group, leaving, response));
  }

  /** An administrator names a static member by its instance id alone, whatever it speaks. */
  private static ConsumerMember leaver(ConsumerGroup group, MemberIdentity identity) {
    String instanceId = identity.groupInstanceId();
    if (instanceId != null && identity.memberId().isEmpty()) {
      String memberId = group.staticMember(instanceId);
      ConsumerMember member = memberId == null ? null : group.member(memberId);
      if (member != null) {
        return member;
      }
    }
    return member(group, identity.memberId(), instanceId);
  }

  private static ConsumerMember member(
      ConsumerGroup group, String memberId, @Nullable String instanceId) {
    ConsumerMember member =
        instanceId == null
            ? group.member(memberId)
            : MemberAdmission.known(group, memberId, instanceId);
    if (member == null || !member.usesClassicProtocol()) {
      throw new CoordinatorException(
          ErrorCode.UNKNOWN_MEMBER_ID,
          "there is no member " + memberId + " that speaks the classic protocol");
    }
    return member;
  }

  private static void checkGeneration(ConsumerMember member, int generation) {
    if (generation != member.epoch()) {
      throw new CoordinatorException(
          ErrorCode.ILLEGAL_GENERATION,
          "member " + member.memberId() + " is in generation " + member.epoch());
    }
  }

  /** Members say since version 5 what they think the protocol is (KIP-559). */
  private static boolean differs(@Nullable String said, String actual) {
    return said != null && !said.equals(actual);
  }

  private static ClassicMetadata.Protocol protocol(ConsumerMember member) {
    ClassicMetadata classic = member.metadata().classic();
    if (classic == null || classic.protocols().isEmpty()) {
      throw new IllegalStateException(member.memberId() + " speaks no classic protocol");
    }
    return classic.protocols().getFirst();
  }
}
