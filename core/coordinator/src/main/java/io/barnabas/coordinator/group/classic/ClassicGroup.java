package io.barnabas.coordinator.group.classic;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupType;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.OffsetsUnused;
import io.barnabas.coordinator.group.PartitionCommitCheck;
import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.coordinator.GroupMetadataValue;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group of the classic protocol. Its record says what holds from one generation to the next; a
 * rebalance under way is soft state, which ends with the coordinator: members then join again. So
 * replaying a record that was made of a living group leaves that group as it is. To be used on the
 * shard of its coordinator.
 */
public final class ClassicGroup implements Group {
  private static final long UNKNOWN_TIME = -1;

  private final String groupId;
  private final CoordinatorContext context;
  private final Roster roster = new Roster();
  private final ExpectedMembers expected = new ExpectedMembers();
  private final Deadline phaseEnd;
  private ClassicState state = new ClassicState.Empty();
  private long stateSinceMs;
  private int generation;
  private @Nullable String protocolType;
  private @Nullable String protocolName;
  private @Nullable Set<String> subscribedTopics;

  ClassicGroup(String groupId, CoordinatorContext context) {
    this.groupId = groupId;
    this.context = context;
    phaseEnd = new Deadline(context);
    stateSinceMs = context.clock().wallMs();
  }

  /** Takes over what a record says, whose members are in the roster already. */
  void restore(GroupMetadataValue value) {
    generation = value.generation();
    protocolType = value.protocolType().isEmpty() ? null : value.protocolType();
    protocolName = value.protocol();
    stateSinceMs = value.currentStateTimestamp();
    subscribedTopics = readSubscribedTopics();
    state = roster.isEmpty() ? new ClassicState.Empty() : new ClassicState.Stable(Set.of());
  }

  /** Who is in the group. */
  Roster roster() {
    return roster;
  }

  /** Who was given a member id and is to join with it. */
  ExpectedMembers expected() {
    return expected;
  }

  /** When the group waits no longer for joins, or for syncs. */
  Deadline phaseEnd() {
    return phaseEnd;
  }

  ClassicState state() {
    return state;
  }

  void become(ClassicState next) {
    state = next;
    stateSinceMs = context.clock().wallMs();
  }

  /** Milliseconds since the epoch, -1 if the record did not tell. */
  long stateSinceMs() {
    return stateSinceMs;
  }

  public int generation() {
    return generation;
  }

  @Nullable String protocolType() {
    return protocolType;
  }

  @Nullable String protocolName() {
    return protocolName;
  }

  /** Whether its members are consumers, who say what they read and are told so. */
  public boolean usesConsumerProtocol() {
    return ConsumerSubscriptions.PROTOCOL_TYPE.equals(protocolType);
  }

  /** Whether somebody who can follow these protocols fits in. */
  boolean supports(String type, Collection<String> protocols) {
    if (roster.isEmpty()) {
      return !type.isEmpty() && !protocols.isEmpty();
    }
    return type.equals(protocolType)
        && protocols.stream().anyMatch(name -> ProtocolVote.allSupport(roster.all(), name));
  }

  /** The first member says what kind of group it is. */
  void add(ClassicMember member, String type) {
    if (roster.isEmpty()) {
      protocolType = type;
    }
    roster.add(member);
    expected.remove(member.memberId());
  }

  /** Those who are in now are a generation. */
  void beginGeneration() {
    generation++;
    protocolName = roster.isEmpty() ? null : ProtocolVote.of(roster.all());
    subscribedTopics = readSubscribedTopics();
  }

  private @Nullable Set<String> readSubscribedTopics() {
    if (!usesConsumerProtocol()) {
      return null;
    }
    if (roster.isEmpty()) {
      return Set.of();
    }
    return protocolName == null ? null : ConsumerSubscriptions.topics(roster.all(), protocolName);
  }

  /** Its members, in the order in which they came; not those who don't know yet that they are. */
  public List<MemberView> memberViews() {
    return roster.all().stream()
        .filter(member -> !member.isNew())
        .map(m -> new MemberView(m.identity(), m.terms(), m.assignment(), protocolName))
        .toList();
  }

  /**
   * A member as it is at this moment.
   *
   * @param assignment as its leader wrote it; not to be moved
   * @param protocolName what the group follows; null before its first generation
   */
  public record MemberView(
      MemberIdentity identity,
      MemberTerms terms,
      ByteBuffer assignment,
      @Nullable String protocolName) {}

  /** Ends all timers and refuses all that waits. */
  void die(ErrorCode error) {
    become(new ClassicState.Dead());
    phaseEnd.cancel();
    expected.clear();
    roster.all().forEach(member -> member.dismiss(member.memberId(), error));
  }

  @Override
  public String groupId() {
    return groupId;
  }

  @Override
  public GroupType type() {
    return GroupType.CLASSIC;
  }

  @Override
  public String stateName() {
    return state.wireName();
  }

  @Override
  public boolean isEmpty() {
    return state instanceof ClassicState.Empty;
  }

  @Override
  public ListedGroup listed() {
    return new ListedGroup()
        .groupId(groupId)
        .protocolType(protocolType == null ? "" : protocolType)
        .groupState(stateName())
        .groupType(type().wireName());
  }

  @Override
  public PartitionCommitCheck validateOffsetCommit(OffsetCommitter committer) {
    CommitRules.check(this, committer);
    return PartitionCommitCheck.PASS;
  }

  @Override
  public void onOffsetCommit(OffsetCommitter committer) {
    ClassicMember member = roster.find(committer.memberId());
    if (member != null) {
      member.session().putOff(member.terms().sessionTimeoutMs());
    }
  }

  @Override
  public void validateOffsetFetch(@Nullable String memberId, int memberEpoch) {
    // Members of classic groups do not say who they are when they fetch.
  }

  @Override
  public void validateDelete() {
    if (!isEmpty()) {
      throw new CoordinatorException(
          ErrorCode.NON_EMPTY_GROUP, "The group " + groupId + " is not empty");
    }
  }

  @Override
  public void validateOffsetDelete() {
    if (!isEmpty() && !usesConsumerProtocol()) {
      throw new CoordinatorException(
          ErrorCode.NON_EMPTY_GROUP,
          "The group " + groupId + " has members that do not say what they read");
    }
  }

  /** As long as consumers do not say what they read, they may read anything. */
  @Override
  public boolean isSubscribedTo(String topic) {
    return subscribedTopics == null ? usesConsumerProtocol() : subscribedTopics.contains(topic);
  }

  @Override
  public OffsetsUnused offsetsUnused() {
    if (protocolType == null) {
      return new OffsetsUnused.SinceCommit();
    }
    if (isEmpty()) {
      return stateSinceMs == UNKNOWN_TIME
          ? new OffsetsUnused.SinceCommit()
          : new OffsetsUnused.Since(stateSinceMs);
    }
    return state instanceof ClassicState.Stable && subscribedTopics != null
        ? new OffsetsUnused.SinceCommitIfNotSubscribed()
        : new OffsetsUnused.Never();
  }

  @Override
  public List<CoordinatorRecord> tombstones() {
    return List.of(GroupRecords.removed(groupId));
  }
}
