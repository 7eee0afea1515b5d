package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.Group;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetDeleteRequest;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestPartition;
import io.barnabas.protocol.message.OffsetDeleteRequest.OffsetDeleteRequestTopic;
import io.barnabas.protocol.message.OffsetDeleteResponse;
import io.barnabas.protocol.message.OffsetDeleteResponse.OffsetDeleteResponsePartition;
import io.barnabas.protocol.message.OffsetDeleteResponse.OffsetDeleteResponseTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Deletes single offsets of a group (KIP-496). */
final class OffsetDeletions {
  private final CommittedOffsets offsets;
  private final KnownGroups groups;
  private final Supplier<TopicCatalog> topics;

  OffsetDeletions(CommittedOffsets offsets, KnownGroups groups, Supplier<TopicCatalog> topics) {
    this.offsets = offsets;
    this.groups = groups;
    this.topics = topics;
  }

  /**
   * Deletes what is there; the rest is not an error.
   *
   * @throws CoordinatorException INVALID_GROUP_ID, GROUP_ID_NOT_FOUND, NON_EMPTY_GROUP
   */
  Decision<OffsetDeleteResponse> decide(OffsetDeleteRequest request) {
    if (request.groupId().isEmpty()) {
      throw new CoordinatorException(ErrorCode.INVALID_GROUP_ID, "The group id is empty");
    }
    Group group = groups.require(request.groupId());
    group.validateOffsetDelete();
    List<CoordinatorRecord> records = new ArrayList<>();
    List<OffsetDeleteResponseTopic> answers =
        request.topics().stream().map(topic -> delete(group, topic, records)).toList();
    return Decision.of(records, new OffsetDeleteResponse().topics(answers));
  }

  private OffsetDeleteResponseTopic delete(
      Group group, OffsetDeleteRequestTopic asked, List<CoordinatorRecord> records) {
    Topic topic = topics.get().find(asked.name());
    boolean inUse = group.isSubscribedTo(asked.name());
    List<OffsetDeleteResponsePartition> answers = new ArrayList<>(asked.partitions().size());
    for (OffsetDeleteRequestPartition asking : asked.partitions()) {
      int partition = asking.partitionIndex();
      ErrorCode error = error(topic, partition, inUse);
      if (error == ErrorCode.NONE && isCommitted(group.groupId(), asked.name(), partition)) {
        records.add(OffsetRecords.tombstone(group.groupId(), asked.name(), partition));
      }
      answers.add(
          new OffsetDeleteResponsePartition().partitionIndex(partition).errorCode(error.code()));
    }
    return new OffsetDeleteResponseTopic().name(asked.name()).partitions(answers);
  }

  private static ErrorCode error(@Nullable Topic topic, int partition, boolean inUse) {
    if (topic == null || partition < 0 || partition >= topic.partitionCount()) {
      return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }
    return inUse ? ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode.NONE;
  }

  private boolean isCommitted(String groupId, String topic, int partition) {
    GroupOffsets found = offsets.find(groupId);
    return found != null && found.find(topic, partition) != null;
  }
}
