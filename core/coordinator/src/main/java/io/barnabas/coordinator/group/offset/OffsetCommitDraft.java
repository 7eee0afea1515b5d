package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.PartitionCommitCheck;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.Decision;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestPartition;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetCommitResponse.OffsetCommitResponsePartition;
import io.barnabas.protocol.message.OffsetCommitResponse.OffsetCommitResponseTopic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records and the answer of one commit, as they are put together partition by partition. */
final class OffsetCommitDraft {
  private static final short FIRST_VERSION_WITH_TOPIC_IDS = 10;

  /** Of a request that leaves retention to the broker. */
  private static final long BROKERS_RETENTION = -1;

  /** Of a partition in version 1 that leaves the time of the commit to the broker. */
  private static final long BROKERS_TIME = -1;

  private final OffsetCommitRequest request;
  private final boolean byTopicId;
  private final TopicCatalog catalog;
  private final int metadataMaxChars;
  private final long nowMs;
  private final List<CoordinatorRecord> records = new ArrayList<>();

  OffsetCommitDraft(
      OffsetCommitRequest request,
      short apiVersion,
      TopicCatalog catalog,
      int metadataMaxChars,
      long nowMs) {
    this.request = request;
    this.byTopicId = apiVersion >= FIRST_VERSION_WITH_TOPIC_IDS;
    this.catalog = catalog;
    this.metadataMaxChars = metadataMaxChars;
    this.nowMs = nowMs;
  }

  /**
   * Commits what can be committed.
   *
   * @throws CoordinatorException what the check says to any of the partitions: nothing is committed
   */
  Decision<OffsetCommitResponse> decide(PartitionCommitCheck check) {
    OffsetCommitResponse answer =
        answer((topic, asked, partition) -> commit(check, topic, asked, partition));
    return Decision.of(records, answer);
  }

  /** Commits nothing; a partition that is not there is still told so. */
  Decision<OffsetCommitResponse> refuse(ErrorCode refusal) {
    return Decision.answer(answer((topic, asked, partition) -> refusal));
  }

  /** What becomes of a partition that is there. */
  private interface Verdict {
    ErrorCode of(
        Topic topic, OffsetCommitRequestTopic asked, OffsetCommitRequestPartition partition);
  }

  private OffsetCommitResponse answer(Verdict verdict) {
    List<OffsetCommitResponseTopic> answers = new ArrayList<>(request.topics().size());
    for (OffsetCommitRequestTopic topic : request.topics()) {
      answers.add(answer(topic, verdict));
    }
    return new OffsetCommitResponse().topics(answers);
  }

  private OffsetCommitResponseTopic answer(OffsetCommitRequestTopic asked, Verdict verdict) {
    Topic topic = byTopicId ? catalog.find(asked.topicId()) : catalog.find(asked.name());
    List<OffsetCommitResponsePartition> answers = new ArrayList<>(asked.partitions().size());
    for (OffsetCommitRequestPartition partition : asked.partitions()) {
      int index = partition.partitionIndex();
      ErrorCode error =
          topic != null && index >= 0 && index < topic.partitionCount()
              ? verdict.of(topic, asked, partition)
              : unknown(topic);
      answers.add(
          new OffsetCommitResponsePartition().partitionIndex(index).errorCode(error.code()));
    }
    return new OffsetCommitResponseTopic()
        .name(asked.name())
        .topicId(asked.topicId())
        .partitions(answers);
  }

  private ErrorCode unknown(@Nullable Topic topic) {
    return byTopicId && topic == null
        ? ErrorCode.UNKNOWN_TOPIC_ID
        : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  }

  private ErrorCode commit(
      PartitionCommitCheck check,
      Topic topic,
      OffsetCommitRequestTopic asked,
      OffsetCommitRequestPartition partition) {
    check.check(topic.name(), partition.partitionIndex());
    String metadata = partition.committedMetadata();
    if (metadata != null && metadata.length() > metadataMaxChars) {
      return ErrorCode.OFFSET_METADATA_TOO_LARGE;
    }
    records.add(record(topic.name(), asked, partition));
    return ErrorCode.NONE;
  }

  private CoordinatorRecord record(
      String topic, OffsetCommitRequestTopic asked, OffsetCommitRequestPartition partition) {
    String metadata = partition.committedMetadata();
    CommittedOffset offset =
        new CommittedOffset(
            partition.committedOffset(),
            partition.committedLeaderEpoch(),
            metadata == null ? "" : metadata,
            commitTimestampMs(partition),
            expireTimestampMs(),
            asked.topicId());
    return OffsetRecords.commit(request.groupId(), topic, partition.partitionIndex(), offset);
  }

  private long commitTimestampMs(OffsetCommitRequestPartition partition) {
    return partition.commitTimestamp() == BROKERS_TIME ? nowMs : partition.commitTimestamp();
  }

  private long expireTimestampMs() {
    return request.retentionTimeMs() == BROKERS_RETENTION
        ? CommittedOffset.NO_EXPIRY
        : nowMs + request.retentionTimeMs();
  }
}
