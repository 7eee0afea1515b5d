package io.barnabas.broker.handler.group;

import io.barnabas.broker.group.GroupCoordinators;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitRequest.OffsetCommitRequestTopic;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetCommitResponse.OffsetCommitResponsePartition;
import io.barnabas.protocol.message.OffsetCommitResponse.OffsetCommitResponseTopic;

/** Has a group's coordinator commit its offsets. */
public final class OffsetCommitHandler implements ApiHandler<OffsetCommitRequest> {
  /** Version 0 is for offsets in ZooKeeper. */
  private static final short FIRST_VERSION_OF_COORDINATORS = 1;

  private final GroupCoordinators coordinators;

  public OffsetCommitHandler(GroupCoordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.OFFSET_COMMIT;
  }

  @Override
  public short lowestVersion() {
    return FIRST_VERSION_OF_COORDINATORS;
  }

  @Override
  public void handle(Call<OffsetCommitRequest> call) {
    OffsetCommitRequest request = call.request();
    call.answer(
        coordinators
            .ask(
                call.shard(),
                request.groupId(),
                coordinator -> coordinator.offsets().commit(request, call.version()))
            .exceptionally(failure -> refusal(request, Failure.of(failure).error())));
  }

  private static OffsetCommitResponse refusal(OffsetCommitRequest request, ErrorCode error) {
    return new OffsetCommitResponse()
        .topics(request.topics().stream().map(topic -> refusal(topic, error)).toList());
  }

  private static OffsetCommitResponseTopic refusal(
      OffsetCommitRequestTopic topic, ErrorCode error) {
    return new OffsetCommitResponseTopic()
        .name(topic.name())
        .topicId(topic.topicId())
        .partitions(
            topic.partitions().stream()
                .map(
                    partition ->
                        new OffsetCommitResponsePartition()
                            .partitionIndex(partition.partitionIndex())
                            .errorCode(error.code()))
                .toList());
  }
}
