package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseTopics;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells groups their offsets. */
final class OffsetFetches {
  private static final short FIRST_VERSION_WITH_TOPIC_IDS = 10;
  private static final long NO_OFFSET = -1;
  private static final int NO_EPOCH = -1;

  private final CommittedOffsets offsets;
  private final PendingOffsets pending;
  private final KnownGroups groups;
  private final Supplier<TopicCatalog> topics;

  OffsetFetches(
      CommittedOffsets offsets,
      PendingOffsets pending,
      KnownGroups groups,
      Supplier<TopicCatalog> topics) {
    this.offsets = offsets;
    this.pending = pending;
    this.groups = groups;
    this.topics = topics;
  }

  /**
   * The offsets of the topics that are asked for, or of all when none is named. A group that is not
   * there has none, which is no error.
   *
   * @throws CoordinatorException when the group refuses the asker
   */
  OffsetFetchResponseGroup fetch(
      OffsetFetchRequestGroup asked, boolean requireStable, short apiVersion) {
    Group group = groups.find(asked.groupId());
    if (group != null) {
      group.validateOffsetFetch(asked.memberId(), asked.memberEpoch());
    }
    GroupOffsets found = offsets.find(asked.groupId());
    boolean byTopicId = apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS;
    List<OffsetFetchRequestTopics> wanted = asked.topics();
    List<OffsetFetchResponseTopics> answers =
        wanted == null ? all(found, byTopicId) : these(found, wanted, byTopicId);
    if (requireStable && !pending.isEmpty()) {
      answers.forEach(topic -> hideUnstable(asked.groupId(), topic));
    }
    return new OffsetFetchResponseGroup().groupId(asked.groupId()).topics(answers);
  }

  private List<OffsetFetchResponseTopics> these(
      @Nullable GroupOffsets found, List<OffsetFetchRequestTopics> wanted, boolean byTopicId) {
    List<OffsetFetchResponseTopics> answers = new ArrayList<>(wanted.size());
    for (OffsetFetchRequestTopics asked : wanted) {
      answers.add(byTopicId ? byId(found, asked) : byName(found, asked, asked.name()));
    }
    return answers;
  }

  private OffsetFetchResponseTopics byId(
      @Nullable GroupOffsets found, OffsetFetchRequestTopics asked) {
    Topic topic = topics.get().find(asked.topicId());
    if (topic != null) {
      return byName(found, asked, topic.name());
    }
    List<OffsetFetchResponsePartitions> answers = new ArrayList<>(asked.partitionIndexes().size());
    for (int partition : asked.partitionIndexes()) {
      answers.add(none(partition).errorCode(ErrorCode.UNKNOWN_TOPIC_ID.code()));
    }
    return new OffsetFetchResponseTopics().topicId(asked.topicId()).partitions(answers);
  }

  private static OffsetFetchResponseTopics byName(
      @Nullable GroupOffsets found, OffsetFetchRequestTopics asked, String name) {
    PartitionOffsets partitions = found == null ? null : found.find(name);
    List<OffsetFetchResponsePartitions> answers = new ArrayList<>(asked.partitionIndexes().size());
    for (int partition : asked.partitionIndexes()) {
      CommittedOffset offset = partitions == null ? null : partitions.find(partition);
      answers.add(
          offset == null || !offset.mayBeOf(asked.topicId())
              ? none(partition)
              : answer(partition, offset));
    }
    return new OffsetFetchResponseTopics().name(name).topicId(asked.topicId()).partitions(answers);
  }

  private List<OffsetFetchResponseTopics> all(@Nullable GroupOffsets found, boolean byTopicId) {
    List<OffsetFetchResponseTopics> answers = new ArrayList<>();
    if (found != null) {
      for (GroupOffsets.OfTopic topic : found.topics()) {
        Topic known = byTopicId ? topics.get().find(topic.topic()) : null;
        // A topic that is gone has no id to be told by.
        if (!byTopicId || known != null) {
          answers.add(all(topic, known == null ? Uuid.ZERO : known.id()));
        }
      }
    }
    return answers;
  }

  private static OffsetFetchResponseTopics all(GroupOffsets.OfTopic topic, Uuid id) {
    PartitionOffsets partitions = topic.partitions();
    List<OffsetFetchResponsePartitions> answers = new ArrayList<>(partitions.size());
    for (int place = 0; place < partitions.size(); place++) {
      CommittedOffset offset = partitions.offsetAt(place);
      if (offset.mayBeOf(id)) {
        answers.add(answer(partitions.partitionAt(place), offset));
      }
    }
    return new OffsetFetchResponseTopics().name(topic.topic()).topicId(id).partitions(answers);
  }

  private void hideUnstable(String groupId, OffsetFetchResponseTopics topic) {
    topic.partitions(
        topic.partitions().stream()
            .map(answer -> isUnstable(groupId, topic, answer) ? unstable(answer) : answer)
            .toList());
  }

  private boolean isUnstable(
      String groupId, OffsetFetchResponseTopics topic, OffsetFetchResponsePartitions answer) {
    return pending.contains(new OffsetPlace(groupId, topic.name(), answer.partitionIndex()));
  }

  private static OffsetFetchResponsePartitions unstable(OffsetFetchResponsePartitions answer) {
    return none(answer.partitionIndex()).errorCode(ErrorCode.UNSTABLE_OFFSET_COMMIT.code());
  }

  private static OffsetFetchResponsePartitions answer(int partition, CommittedOffset offset) {
    return new OffsetFetchResponsePartitions()
        .partitionIndex(partition)
        .committedOffset(offset.offset())
        .committedLeaderEpoch(offset.leaderEpoch())
        .metadata(offset.metadata());
  }

  private static OffsetFetchResponsePartitions none(int partition) {
    return new OffsetFetchResponsePartitions()
        .partitionIndex(partition)
        .committedOffset(NO_OFFSET)
        .committedLeaderEpoch(NO_EPOCH)
        .metadata("");
  }
}
