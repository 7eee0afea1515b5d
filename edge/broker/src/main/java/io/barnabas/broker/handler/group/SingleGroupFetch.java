package io.barnabas.broker.handler.group;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestGroup;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestTopic;
import io.barnabas.protocol.message.OffsetFetchRequest.OffsetFetchRequestTopics;
import io.barnabas.protocol.message.OffsetFetchResponse;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponsePartition;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseTopic;
import io.barnabas.protocol.message.OffsetFetchResponse.OffsetFetchResponseTopics;
import java.util.List;

/** A fetch in one of the versions that ask for one group, in the terms of the later ones. */
record SingleGroupFetch(OffsetFetchRequest request, short version) {
  private static final short FIRST_VERSION_WITH_ERROR_OF_GROUP = 2;
  private static final long NO_OFFSET = -1;

  OffsetFetchRequestGroup group() {
    List<OffsetFetchRequestTopic> topics = request.topics();
    return new OffsetFetchRequestGroup()
        .groupId(request.groupId())
        .topics(topics == null ? null : topics.stream().map(SingleGroupFetch::topic).toList());
  }

  private static OffsetFetchRequestTopics topic(OffsetFetchRequestTopic topic) {
    return new OffsetFetchRequestTopics()
        .name(topic.name())
        .partitionIndexes(topic.partitionIndexes());
  }

  OffsetFetchResponse answer(OffsetFetchResponseGroup group) {
    if (group.errorCode() != ErrorCode.NONE.code() && version < FIRST_VERSION_WITH_ERROR_OF_GROUP) {
      return refusal(group.errorCode());
    }
    return new OffsetFetchResponse()
        .errorCode(group.errorCode())
        .topics(group.topics().stream().map(SingleGroupFetch::answer).toList());
  }

  private static OffsetFetchResponseTopic answer(OffsetFetchResponseTopics topic) {
    return new OffsetFetchResponseTopic()
        .name(topic.name())
        .partitions(topic.partitions().stream().map(SingleGroupFetch::answer).toList());
  }

  private static OffsetFetchResponsePartition answer(OffsetFetchResponsePartitions partition) {
    return new OffsetFetchResponsePartition()
        .partitionIndex(partition.partitionIndex())
        .committedOffset(partition.committedOffset())
        .committedLeaderEpoch(partition.committedLeaderEpoch())
        .metadata(partition.metadata())
        .errorCode(partition.errorCode());
  }

  /** The oldest answer has no place for the error of a group but its partitions. */
  private OffsetFetchResponse refusal(short error) {
    List<OffsetFetchRequestTopic> topics = request.topics();
    return new OffsetFetchResponse()
        .topics(topics == null ? List.of() : topics.stream().map(t -> refusal(t, error)).toList());
  }

  private static OffsetFetchResponseTopic refusal(OffsetFetchRequestTopic topic, short error) {
    return new OffsetFetchResponseTopic()
        .name(topic.name())
        .partitions(
            topic.partitionIndexes().stream()
                .map(
                    partition ->
                        new OffsetFetchResponsePartition()
                            .partitionIndex(partition)
                            .committedOffset(NO_OFFSET)
                            .errorCode(error))
                .toList());
  }
}
