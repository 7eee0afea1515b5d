package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.PartitionCommitCheck;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Who may commit and fetch a consumer group's offsets. */
record ConsumerOffsetRules(ConsumerGroup group, TopicCatalog topics) {
  /** The lowest version of OffsetCommit whose errors a member of this protocol understands. */
  private static final short FIRST_VERSION = 9;

  PartitionCommitCheck commit(OffsetCommitter committer) {
    if (isFromOutside(committer)) {
      return PartitionCommitCheck.PASS;
    }
    ConsumerMember member = member(committer.memberId());
    if (!committer.transactional()
        && !member.usesClassicProtocol()
        && committer.apiVersion() < FIRST_VERSION) {
      throw new CoordinatorException(
          ErrorCode.UNSUPPORTED_VERSION,
          "a member of a consumer group needs version 9 of OffsetCommit");
    }
    int epoch = committer.generationOrEpoch();
    if (epoch == member.epoch()) {
      return PartitionCommitCheck.PASS;
    }
    if (epoch > member.epoch()) {
      throw refusal(member, "epoch " + epoch + " is newer than the member's " + member.epoch());
    }
    return (topic, partition) -> checkOwned(member, epoch, topic, partition);
  }

  /** An administrator may commit to an empty group; a producer that names no member always may. */
  private boolean isFromOutside(OffsetCommitter committer) {
    if (committer.generationOrEpoch() < 0 && group.isEmpty()) {
      return true;
    }
    return committer.transactional()
        && committer.generationOrEpoch() == -1
        && committer.memberId().isEmpty()
        && committer.groupInstanceId() == null;
  }

  /** An older epoch will do for a partition that the member has had since then (KIP-1251). */
  private void checkOwned(ConsumerMember member, int epoch, String topicName, int partition) {
    Topic topic = topics.find(topicName);
    Integer since = topic == null ? null : since(member.current(), topic, partition);
    String name = topicName + "-" + partition;
    if (since == null) {
      throw refusal(member, name + " is not the member's");
    }
    if (epoch < since) {
      throw refusal(member, name + " is the member's since epoch " + since + ", not " + epoch);
    }
  }

  private static @Nullable Integer since(CurrentAssignment current, Topic topic, int partition) {
    Integer since = current.assigned().epochOf(topic.id(), partition);
    return since != null ? since : current.pendingRevocation().epochOf(topic.id(), partition);
  }

  void fetch(@Nullable String memberId, int memberEpoch) {
    if (memberId == null && memberEpoch < 0) {
      return;
    }
    ConsumerMember member = member(memberId == null ? "" : memberId);
    if (memberEpoch != member.epoch()) {
      throw refusal(member, "epoch " + memberEpoch + " is not the member's " + member.epoch());
    }
  }

  private ConsumerMember member(String memberId) {
    ConsumerMember member = group.member(memberId);
    if (member == null) {
      throw new CoordinatorException(
          ErrorCode.UNKNOWN_MEMBER_ID,
          "member " + memberId + " is not in group " + group.groupId());
    }
    return member;
  }

  private static CoordinatorException refusal(ConsumerMember member, String why) {
    return new CoordinatorException(
        member.usesClassicProtocol() ? ErrorCode.ILLEGAL_GENERATION : ErrorCode.STALE_MEMBER_EPOCH,
        why);
  }
}
