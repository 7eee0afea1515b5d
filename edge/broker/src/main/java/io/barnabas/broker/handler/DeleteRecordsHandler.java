package io.barnabas.broker.handler;

import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.log.LogException;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.TopicConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteRecordsRequest;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsPartition;
import io.barnabas.protocol.message.DeleteRecordsRequest.DeleteRecordsTopic;
import io.barnabas.protocol.message.DeleteRecordsResponse;
import io.barnabas.protocol.message.DeleteRecordsResponse.DeleteRecordsPartitionResult;
import io.barnabas.protocol.message.DeleteRecordsResponse.DeleteRecordsTopicResult;
import io.barnabas.replication.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Deletes records from the start of logs up to an offset (KIP-107). */
public final class DeleteRecordsHandler implements ApiHandler<DeleteRecordsRequest> {
  /** Stands for the high watermark. */
  private static final long HIGH_WATERMARK = -1;

  private static final long UNKNOWN_OFFSET = -1;

  private final BrokerConfig config;
  private final Supplier<ClusterImage> image;
  private final TopicLeaders leaders;

  /**
   * @param config what the broker was started with
   */
  public DeleteRecordsHandler(
      BrokerConfig config, Supplier<ClusterImage> image, TopicLeaders leaders) {
    this.config = config;
    this.image = image;
    this.leaders = leaders;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DELETE_RECORDS;
  }

  @Override
  public void handle(Call<DeleteRecordsRequest> call) {
    call.answer(
        TopicLeaders.all(
                call.request().topics().stream().map(topic -> topicAnswer(call, topic)).toList())
            .thenApply(topics -> new DeleteRecordsResponse().topics(topics)));
  }

  private CompletionStage<DeleteRecordsTopicResult> topicAnswer(
      Call<DeleteRecordsRequest> call, DeleteRecordsTopic topic) {
    ErrorCode refusal = refusal(topic.name());
    return TopicLeaders.all(
            topic.partitions().stream()
                .map(asked -> partitionAnswer(call, topic.name(), asked, refusal))
                .toList())
        .thenApply(
            partitions -> new DeleteRecordsTopicResult().name(topic.name()).partitions(partitions));
  }

  /** Kafka's rules: compaction alone decides what leaves a compacted topic. */
  private ErrorCode refusal(String topic) {
    if (InternalTopics.contains(topic)) {
      return ErrorCode.INVALID_TOPIC_EXCEPTION;
    }
    TopicConfig topicConfig = new CurrentConfig(config, image.get()).topic(topic);
    return topicConfig.isCompacted() && !topicConfig.isDeleted()
        ? ErrorCode.POLICY_VIOLATION
        : ErrorCode.NONE;
  }

  private CompletionStage<DeleteRecordsPartitionResult> partitionAnswer(
      Call<DeleteRecordsRequest> call,
      String topic,
      DeleteRecordsPartition asked,
      ErrorCode refusal) {
    return leaders
        .ask(
            call.shard(),
            new TopicPartition(topic, asked.partitionIndex()),
            leader ->
                refusal == ErrorCode.NONE
                    ? deleteBefore(leader.log(), asked.offset())
                    : CompletableFuture.failedStage(
                        new RefusedException(refusal, "records of this topic can't be deleted")))
        .thenApply(start -> new DeleteRecordsPartitionResult().lowWatermark(start))
        .exceptionally(DeleteRecordsHandler::refused)
        .thenApply(answer -> answer.partitionIndex(asked.partitionIndex()));
  }

  /** Completes with the log start offset, which is the lowest of all replicas, there being one. */
  private static CompletionStage<Long> deleteBefore(PartitionLog log, long wanted) {
    long offset = wanted == HIGH_WATERMARK ? log.highWatermark() : wanted;
    if (offset < 0) {
      return CompletableFuture.failedStage(
          new LogException.OffsetOutOfRange(offset, log.logStartOffset(), log.highWatermark()));
    }
    return log.deleteRecordsBefore(offset).thenApply(_ -> log.logStartOffset());
  }

  private static DeleteRecordsPartitionResult refused(Throwable failure) {
    return new DeleteRecordsPartitionResult()
        .lowWatermark(UNKNOWN_OFFSET)
        .errorCode(Failure.of(failure).error().code());
  }
}
