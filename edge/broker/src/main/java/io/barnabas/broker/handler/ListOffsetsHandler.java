package io.barnabas.broker.handler;

import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.TimestampedOffset;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsPartition;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsTopic;
import io.barnabas.protocol.message.ListOffsetsResponse;
import io.barnabas.protocol.message.ListOffsetsResponse.ListOffsetsPartitionResponse;
import io.barnabas.protocol.message.ListOffsetsResponse.ListOffsetsTopicResponse;
import io.barnabas.replication.RefusedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds offsets by time, and where logs begin and end. */
public final class ListOffsetsHandler implements ApiHandler<ListOffsetsRequest> {
  private static final byte READ_COMMITTED = 1;
  private static final short FIRST_VERSION_WITH_EPOCH = 4;

  private final TopicLeaders leaders;

  public ListOffsetsHandler(TopicLeaders leaders) {
    this.leaders = leaders;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.LIST_OFFSETS;
  }

  @Override
  public void handle(Call<ListOffsetsRequest> call) {
    call.answer(
        TopicLeaders.all(
                call.request().topics().stream().map(topic -> topicAnswer(call, topic)).toList())
            .thenApply(topics -> new ListOffsetsResponse().topics(topics)));
  }

  private CompletionStage<ListOffsetsTopicResponse> topicAnswer(
      Call<ListOffsetsRequest> call, ListOffsetsTopic topic) {
    return TopicLeaders.all(
            topic.partitions().stream()
                .map(asked -> partitionAnswer(call, topic.name(), asked))
                .toList())
        .thenApply(
            partitions -> new ListOffsetsTopicResponse().name(topic.name()).partitions(partitions));
  }

  private CompletionStage<ListOffsetsPartitionResponse> partitionAnswer(
      Call<ListOffsetsRequest> call, String topic, ListOffsetsPartition asked) {
    return offsets(call, topic, asked)
        .thenApply(found -> found(call.version(), found))
        .exceptionally(ListOffsetsHandler::refusal)
        .thenApply(answer -> answer.partitionIndex(asked.partitionIndex()));
  }

  private CompletionStage<List<TimestampedOffset>> offsets(
      Call<ListOffsetsRequest> call, String topic, ListOffsetsPartition asked) {
    boolean readCommitted = call.request().isolationLevel() == READ_COMMITTED;
    WantedOffset wanted = WantedOffset.of(asked.timestamp(), readCommitted);
    if (call.version() < wanted.firstVersion()) {
      return CompletableFuture.failedStage(
          new RefusedException(
              ErrorCode.UNSUPPORTED_VERSION, "no such timestamp: " + asked.timestamp()));
    }
    return leaders.ask(
        call.shard(),
        new TopicPartition(topic, asked.partitionIndex()),
        leader ->
            leader
                .inEpoch(asked.currentLeaderEpoch())
                .thenCompose(
                    current ->
                        call.version() == 0
                            ? oldStyle(wanted, current.log(), asked.maxNumOffsets())
                            : wanted.findIn(current.log()).thenApply(List::of)));
  }

  /**
   * Version 0 has a list of offsets from which to read on, newest first: here the one that fits
   * best, which is the end where no record is as new, and the start.
   */
  private static CompletionStage<List<TimestampedOffset>> oldStyle(
      WantedOffset wanted, PartitionLog log, int maxOffsets) {
    return wanted
        .findIn(log)
        .thenApply(
            found -> {
              boolean isNothing = found.equals(WantedOffset.NOTHING);
              TimestampedOffset newest = isNothing ? log.latestOffset() : found;
              TimestampedOffset oldest = log.earliestOffset();
              List<TimestampedOffset> all =
                  newest.offset() == oldest.offset() ? List.of(newest) : List.of(newest, oldest);
              return all.subList(0, Math.clamp(maxOffsets, 0, all.size()));
            });
  }

  private static ListOffsetsPartitionResponse found(short version, List<TimestampedOffset> found) {
    if (version == 0) {
      return new ListOffsetsPartitionResponse()
          .oldStyleOffsets(found.stream().map(TimestampedOffset::offset).toList());
    }
    TimestampedOffset only = found.getFirst();
    return new ListOffsetsPartitionResponse()
        .timestamp(only.timestampMs())
        .offset(only.offset())
        .leaderEpoch(version < FIRST_VERSION_WITH_EPOCH ? -1 : only.leaderEpoch());
  }

  private static ListOffsetsPartitionResponse refusal(Throwable failure) {
    return new ListOffsetsPartitionResponse().errorCode(Failure.of(failure).error().code());
  }
}
