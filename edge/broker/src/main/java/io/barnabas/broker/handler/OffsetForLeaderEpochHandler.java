package io.barnabas.broker.handler;

import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.OffsetForLeaderEpochRequest;
import io.barnabas.protocol.message.OffsetForLeaderEpochRequest.OffsetForLeaderPartition;
import io.barnabas.protocol.message.OffsetForLeaderEpochRequest.OffsetForLeaderTopic;
import io.barnabas.protocol.message.OffsetForLeaderEpochResponse;
import io.barnabas.protocol.message.OffsetForLeaderEpochResponse.EpochEndOffset;
import io.barnabas.protocol.message.OffsetForLeaderEpochResponse.OffsetForLeaderTopicResult;
import java.util.concurrent.CompletionStage;

/** Tells where leader epochs ended, so that a reader finds where its log parted (KIP-101). */
public final class OffsetForLeaderEpochHandler implements ApiHandler<OffsetForLeaderEpochRequest> {
  private final TopicLeaders leaders;

  public OffsetForLeaderEpochHandler(TopicLeaders leaders) {
    this.leaders = leaders;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.OFFSET_FOR_LEADER_EPOCH;
  }

  @Override
  public void handle(Call<OffsetForLeaderEpochRequest> call) {
    call.answer(
        TopicLeaders.all(
                call.request().topics().stream().map(topic -> topicAnswer(call, topic)).toList())
            .thenApply(topics -> new OffsetForLeaderEpochResponse().topics(topics)));
  }

  private CompletionStage<OffsetForLeaderTopicResult> topicAnswer(
      Call<OffsetForLeaderEpochRequest> call, OffsetForLeaderTopic topic) {
    return TopicLeaders.all(
            topic.partitions().stream().map(asked -> epochEnd(call, topic.topic(), asked)).toList())
        .thenApply(ends -> new OffsetForLeaderTopicResult().topic(topic.topic()).partitions(ends));
  }

  private CompletionStage<EpochEndOffset> epochEnd(
      Call<OffsetForLeaderEpochRequest> call, String topic, OffsetForLeaderPartition asked) {
    return leaders
        .ask(
            call.shard(),
            new TopicPartition(topic, asked.partition()),
            leader -> leader.endOfEpoch(asked.leaderEpoch(), asked.currentLeaderEpoch()))
        .thenApply(end -> new EpochEndOffset().leaderEpoch(end.epoch()).endOffset(end.endOffset()))
        .exceptionally(
            failure -> new EpochEndOffset().errorCode(Failure.of(failure).error().code()))
        .thenApply(answer -> answer.partition(asked.partition()));
  }
}
