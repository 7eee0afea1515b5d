package io.barnabas.client;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.FindCoordinatorResponse;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.protocol.message.OffsetCommitResponse;
import io.barnabas.protocol.message.OffsetFetchRequest;
import io.barnabas.protocol.message.OffsetFetchResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** Makes a {@link FakeBroker} coordinate groups: keeps offsets, and fails as it is told. */
public final class FakeCoordinator {
  private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
  private final Queue<ErrorCode> findErrors = new ArrayDeque<>();
  private final Queue<ErrorCode> commitErrors = new ArrayDeque<>();

  public FakeCoordinator(FakeBroker broker) {
    broker
        .on(ApiKey.FIND_COORDINATOR, _ -> find())
        .on(ApiKey.OFFSET_COMMIT, request -> commit((OffsetCommitRequest) request))
        .on(ApiKey.OFFSET_FETCH, request -> fetch((OffsetFetchRequest) request));
  }

  /** The next look-ups are answered with these, in turn. */
  public FakeCoordinator failFind(ErrorCode... errors) {
    findErrors.addAll(List.of(errors));
    return this;
  }

  /** The next commits are answered with these, in turn. */
  public FakeCoordinator failCommit(ErrorCode... errors) {
    commitErrors.addAll(List.of(errors));
    return this;
  }

  public Map<TopicPartition, Long> committed() {
    return committed;
  }

  private Message find() {
    ErrorCode error = findErrors.isEmpty() ? ErrorCode.NONE : findErrors.remove();
    return new FindCoordinatorResponse()
        .errorCode(error.code())
        .nodeId(error == ErrorCode.NONE ? FakeTopic.BROKER_ID : -1);
  }

  private Message commit(OffsetCommitRequest request) {
    ErrorCode error = commitErrors.isEmpty() ? ErrorCode.NONE : commitErrors.remove();
    return new OffsetCommitResponse()
        .topics(request.topics().stream().map(topic -> commit(topic, error)).toList());
  }

  private OffsetCommitResponse.OffsetCommitResponseTopic commit(
      OffsetCommitRequest.OffsetCommitRequestTopic topic, ErrorCode error) {
    if (error == ErrorCode.NONE) {
      topic
          .partitions()
          .forEach(
              one ->
                  committed.put(
                      new TopicPartition(topic.name(), one.partitionIndex()),
                      one.committedOffset()));
    }
    return new OffsetCommitResponse.OffsetCommitResponseTopic()
        .name(topic.name())
        .partitions(
            topic.partitions().stream()
                .map(
                    one ->
                        new OffsetCommitResponse.OffsetCommitResponsePartition()
                            .partitionIndex(one.partitionIndex())
                            .errorCode(error.code()))
                .toList());
  }

  private Message fetch(OffsetFetchRequest request) {
    return new OffsetFetchResponse().topics(request.topics().stream().map(this::fetch).toList());
  }

  private OffsetFetchResponse.OffsetFetchResponseTopic fetch(
      OffsetFetchRequest.OffsetFetchRequestTopic topic) {
    return new OffsetFetchResponse.OffsetFetchResponseTopic()
        .name(topic.name())
        .partitions(
            topic.partitionIndexes().stream()
                .map(
                    index ->
                        new OffsetFetchResponse.OffsetFetchResponsePartition()
                            .partitionIndex(index)
                            .committedOffset(
                                committed.getOrDefault(
                                    new TopicPartition(topic.name(), index), -1L)))
                .toList());
  }
}
