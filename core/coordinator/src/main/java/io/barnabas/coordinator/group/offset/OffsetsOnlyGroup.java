package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.GroupType;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.OffsetsUnused;
import io.barnabas.coordinator.group.PartitionCommitCheck;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ListGroupsResponse.ListedGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group that is known only by its offsets: its consumers assign partitions themselves, or an
 * administrator set the offsets. To clients it is an empty classic group, Kafka's simple group. It
 * begins with the first offset and ends with the last, and no record speaks of it.
 */
record OffsetsOnlyGroup(String groupId) implements Group {

  @Override
  public GroupType type() {
    return GroupType.CLASSIC;
  }

  @Override
  public String stateName() {
    return "Empty";
  }

  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public ListedGroup listed() {
    return new ListedGroup()
        .groupId(groupId)
        .protocolType("")
        .groupState(stateName())
        .groupType(type().wireName());
  }

  @Override
  public PartitionCommitCheck validateOffsetCommit(OffsetCommitter committer) {
    if (committer.generationOrEpoch() >= 0) {
      throw new CoordinatorException(
          ErrorCode.UNKNOWN_MEMBER_ID,
          "The group " + groupId + " has no member " + committer.memberId());
    }
    return PartitionCommitCheck.PASS;
  }

  @Override
  public void validateOffsetFetch(@Nullable String memberId, int memberEpoch) {}

  @Override
  public void validateDelete() {}

  @Override
  public boolean isSubscribedTo(String topic) {
    return false;
  }

  @Override
  public OffsetsUnused offsetsUnused() {
    return new OffsetsUnused.SinceCommit();
  }

  @Override
  public List<CoordinatorRecord> tombstones() {
    return List.of();
  }
}
