package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Requester;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Randomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.message.JoinGroupRequest;
import io.barnabas.protocol.message.JoinGroupRequest.JoinGroupRequestProtocol;
import io.barnabas.protocol.message.JoinGroupResponse;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Members of the classic protocol join a consumer group: what they say is a heartbeat in full. */
final class ClassicJoins {
  /** From this version on a member has to come with the id it was given (KIP-394). */
  private static final short FIRST_VERSION_WITH_REQUIRED_ID = 4;

  private final Randomness randomness;
  private final Supplier<TopicCatalog> catalog;
  private final ConsumerGroupSettings settings;
  private final ConsumerHeartbeats heartbeats;
  private final Departures departures;

  ClassicJoins(
      Randomness randomness,
      Supplier<TopicCatalog> catalog,
      ConsumerGroupSettings settings,
      ConsumerHeartbeats heartbeats,
      Departures departures) {
    this.randomness = randomness;
    this.catalog = catalog;
    this.settings = settings;
    this.heartbeats = heartbeats;
    this.departures = departures;
  }

  Decision<JoinGroupResponse> join(
      ConsumerGroup group, JoinGroupRequest request, Requester requester) {
    ConsumerProtocolSubscription subscription = subscription(group, request);
    boolean isFirst = request.memberId().isEmpty();
    String memberId = isFirst ? newMemberId(request, requester) : request.memberId();
    String instanceId = request.groupInstanceId();
    if (isFirst && instanceId == null && requester.apiVersion() >= FIRST_VERSION_WITH_REQUIRED_ID) {
      checkRoom(group, memberId, null);
      return Decision.answer(refused(memberId, ErrorCode.MEMBER_ID_REQUIRED));
    }
    checkRoom(group, memberId, instanceId);
    String present = instanceId == null ? null : group.staticMember(instanceId);
    ConsumerMember replaced = present == null ? null : group.member(present);
    if (replaced != null && isFirst && isLastOfConsumerProtocol(group, replaced)) {
      // The group becomes classic without the member that goes; this one joins it then.
      return departures.take(
          group, List.of(replaced), refused("", ErrorCode.REBALANCE_IN_PROGRESS));
    }
    GroupChange change = new GroupChange(group);
    ConsumerMember before = admit(change, memberId, instanceId, isFirst);
    ConsumerMember after =
        heartbeats.update(
            change,
            before,
            before.with(metadata(request, requester, subscription)),
            EmbeddedProtocol.owned(subscription, catalog.get()));
    return Decision.of(change.records(), joined(request, after));
  }

  private boolean isLastOfConsumerProtocol(ConsumerGroup group, ConsumerMember member) {
    return settings.migrationPolicy().downgrades()
        && !member.usesClassicProtocol()
        && group.members().size() > 1
        && group.members().stream().allMatch(m -> m.equals(member) || m.usesClassicProtocol());
  }

  private static JoinGroupResponse refused(String memberId, ErrorCode error) {
    return new JoinGroupResponse().memberId(memberId).errorCode(error.code()).protocolName(null);
  }

  /** There is no leader among the members, so each is told that it is none. */
  private static JoinGroupResponse joined(JoinGroupRequest request, ConsumerMember member) {
    return new JoinGroupResponse()
        .memberId(member.memberId())
        .generationId(member.epoch())
        .protocolType(EmbeddedProtocol.TYPE)
        .protocolName(request.protocols().getFirst().name());
  }

  private static ConsumerProtocolSubscription subscription(
      ConsumerGroup group, JoinGroupRequest request) {
    if (!request.protocolType().equals(EmbeddedProtocol.TYPE)
        || request.protocols().isEmpty()
        || !supports(group, request)) {
      throw inconsistent("the member's protocols do not fit those of group " + group.groupId());
    }
    try {
      return EmbeddedProtocol.subscription(request.protocols().getFirst().metadata());
    } catch (MalformedMessageException e) {
      throw inconsistent("the member's subscription can't be read: " + e.getMessage());
    }
  }

  private static CoordinatorException inconsistent(String why) {
    return new CoordinatorException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, why);
  }

  /** All classic members must share a protocol, so that the group can become a classic one. */
  private static boolean supports(ConsumerGroup group, JoinGroupRequest request) {
    List<ClassicMetadata> others =
        group.members().stream()
            .filter(member -> !member.memberId().equals(request.memberId()))
            .map(member -> member.metadata().classic())
            .filter(classic -> classic != null)
            .toList();
    return request.protocols().stream()
        .map(JoinGroupRequestProtocol::name)
        .anyMatch(name -> others.stream().allMatch(classic -> classic.supports(name)));
  }

  private void checkRoom(ConsumerGroup group, String memberId, @Nullable String instanceId) {
    boolean replaces = instanceId != null && group.staticMember(instanceId) != null;
    if (!replaces
        && group.member(memberId) == null
        && group.members().size() >= settings.maxSize()) {
      throw new CoordinatorException(
          ErrorCode.GROUP_MAX_SIZE_REACHED,
          "group " + group.groupId() + " has its " + settings.maxSize() + " members already");
    }
  }

  private String newMemberId(JoinGroupRequest request, Requester requester) {
    String prefix = request.groupInstanceId();
    return (prefix == null ? requester.clientId() : prefix) + '-' + randomness.nextUuid();
  }

  /** A static member that comes without an id takes the place of whoever has its instance id. */
  private static ConsumerMember admit(
      GroupChange change, String memberId, @Nullable String instanceId, boolean isFirst) {
    ConsumerGroup group = change.group();
    if (instanceId != null && !isFirst) {
      return MemberAdmission.known(group, memberId, instanceId);
    }
    String present = instanceId == null ? memberId : group.staticMember(instanceId);
    ConsumerMember before = present == null ? null : group.member(present);
    if (before == null) {
      return new ConsumerMember(memberId, MemberMetadata.NONE, CurrentAssignment.JOINING);
    }
    if (before.memberId().equals(memberId)) {
      return before;
    }
    ConsumerMember after = before.renamed(memberId);
    change.replace(before, after);
    return after;
  }

  private static MemberMetadata metadata(
      JoinGroupRequest request, Requester requester, ConsumerProtocolSubscription subscription) {
    List<ClassicMetadata.Protocol> protocols =
        request.protocols().stream()
            .map(p -> new ClassicMetadata.Protocol(p.name(), copy(p.metadata())))
            .toList();
    return new MemberMetadata(
        request.groupInstanceId(),
        subscription.rackId(),
        new MemberMetadata.Client(requester.clientId(), requester.clientHost()),
        new MemberMetadata.Subscription(
            Collections.unmodifiableSortedSet(new TreeSet<>(subscription.topics())), null),
        request.rebalanceTimeoutMs(),
        null,
        new ClassicMetadata(request.sessionTimeoutMs(), protocols));
  }

  /** What a request carries lies in the memory of its frame, which is used again. */
  private static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
  }
}
