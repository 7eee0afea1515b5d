package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.OffsetCommitter;
import io.barnabas.coordinator.group.PartitionCommitCheck;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.environment.Clock;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitResponse;
import java.util.function.Supplier;

/** Decides on commits: who may commit, and what becomes of it. */
final class OffsetCommits {
  /** Older clients are told of a group that is not there as if their generation had ended. */
  private static final short FIRST_VERSION_WITH_GROUP_NOT_FOUND = 9;

  private final Clock clock;
  private final KnownGroups groups;
  private final Supplier<TopicCatalog> topics;
  private final OffsetConfig config;

  OffsetCommits(
      Clock clock, KnownGroups groups, Supplier<TopicCatalog> topics, OffsetConfig config) {
    this.clock = clock;
    this.groups = groups;
    this.topics = topics;
    this.config = config;
  }

  /** A refusal of the group is told for each partition that is not refused for itself. */
  Decision<OffsetCommitResponse> decide(OffsetCommitRequest request, short apiVersion) {
    OffsetCommitDraft draft =
        new OffsetCommitDraft(
            request, apiVersion, topics.get(), config.metadataMaxChars(), clock.wallMs());
    try {
      return draft.decide(check(request, apiVersion));
    } catch (CoordinatorException refused) {
      return draft.refuse(refused.error());
    }
  }

  private PartitionCommitCheck check(OffsetCommitRequest request, short apiVersion) {
    OffsetCommitter committer =
        new OffsetCommitter(
            request.memberId(),
            request.groupInstanceId(),
            request.generationIdOrMemberEpoch(),
            false,
            apiVersion);
    Group group = groups.find(request.groupId());
    if (group == null) {
      return checkWithoutGroup(request.groupId(), committer);
    }
    PartitionCommitCheck check = group.validateOffsetCommit(committer);
    group.onOffsetCommit(committer);
    return check;
  }

  /** Who claims no membership makes, by committing, a group that is known by its offsets only. */
  private static PartitionCommitCheck checkWithoutGroup(String groupId, OffsetCommitter committer) {
    if (committer.generationOrEpoch() < 0) {
      return PartitionCommitCheck.PASS;
    }
    throw new CoordinatorException(
        committer.apiVersion() >= FIRST_VERSION_WITH_GROUP_NOT_FOUND
            ? ErrorCode.GROUP_ID_NOT_FOUND
            : ErrorCode.ILLEGAL_GENERATION,
        "There is no group " + groupId);
  }
}
