package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupType;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.OffsetsUnused;
import io.barnabas.coordinator.group.PartitionCommitCheck;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.coordinator.GroupMetadataKey;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group of a protocol that the test makes up.
 *
 * @param refusal what it says to everything that it may refuse
 * @param refusedPartition whose commit it refuses, -1 for none
 * @param commits hears of commits that are let through
 */
record FakeGroup(
    String groupId,
    GroupType type,
    String stateName,
    Set<String> subscribed,
    OffsetsUnused offsetsUnused,
    ErrorCode refusal,
    int refusedPartition,
    List<OffsetCommitter> commits)
    implements Group {

  /** An empty group since a moment. */
  static FakeGroup empty(String groupId, long sinceMs) {
    return new FakeGroup(
        groupId,
        GroupType.CLASSIC,
        "Empty",
        Set.of(),
        new OffsetsUnused.Since(sinceMs),
        ErrorCode.NONE,
        -1,
        new ArrayList<>());
  }

  /** A group with members that read these topics. */
  static FakeGroup stable(String groupId, Set<String> subscribed) {
    return new FakeGroup(
        groupId,
        GroupType.CONSUMER,
        "Stable",
        subscribed,
        new OffsetsUnused.SinceCommitIfNotSubscribed(),
        ErrorCode.NONE,
        -1,
        new ArrayList<>());
  }

  FakeGroup refusing(ErrorCode error) {
    return new FakeGroup(
        groupId, type, stateName, subscribed, offsetsUnused, error, refusedPartition, commits);
  }

  FakeGroup refusingPartition(int partition) {
    return new FakeGroup(
        groupId, type, stateName, subscribed, offsetsUnused, refusal, partition, commits);
  }

  @Override
  public boolean isEmpty() {
    return stateName.equals("Empty");
  }

  @Override
  public ListedGroup listed() {
    return new ListedGroup()
        .groupId(groupId)
        .protocolType("consumer")
        .groupState(stateName)
        .groupType(type.wireName());
  }

  @Override
  public PartitionCommitCheck validateOffsetCommit(OffsetCommitter committer) {
    refuse();
    return (topic, partition) -> {
      if (partition == refusedPartition) {
        throw new CoordinatorException(ErrorCode.STALE_MEMBER_EPOCH, "as the test wants it");
      }
    };
  }

  @Override
  public void onOffsetCommit(OffsetCommitter committer) {
    commits.add(committer);
  }

  @Override
  public void validateOffsetFetch(@Nullable String memberId, int memberEpoch) {
    refuse();
  }

  @Override
  public void validateDelete() {
    if (!isEmpty()) {
      throw new CoordinatorException(ErrorCode.NON_EMPTY_GROUP, "as the test wants it");
    }
  }

  @Override
  public void validateOffsetDelete() {
    refuse();
  }

  private void refuse() {
    if (refusal != ErrorCode.NONE) {
      throw new CoordinatorException(refusal, "as the test wants it");
    }
  }

  @Override
  public boolean isSubscribedTo(String topic) {
    return subscribed.contains(topic);
  }

  @Override
  public List<CoordinatorRecord> tombstones() {
    return List.of(CoordinatorRecord.tombstone(new GroupMetadataKey().group(groupId)));
  }
}
