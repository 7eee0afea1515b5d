package io.barnabas.broker.produce;

import io.barnabas.broker.cluster.InternalTopics;
import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.request.Call;
import io.barnabas.log.AppendResult;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceRequest.PartitionProduceData;
import io.barnabas.protocol.message.ProduceRequest.TopicProduceData;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import io.barnabas.protocol.message.ProduceResponse.TopicProduceResponse;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.replication.RefusedException;
import io.barnabas.replication.RequiredAcks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One produce request: each batch is appended by the leader of its partition, and the answer goes
 * out when all of them are as safe as the producer asked for. The request's memory is lent to the
 * logs until then. To be used on the connection's shard.
 */
public final class Produce {
  /** The client id by which Kafka lets tools write to the topics of coordinators. */
  private static final String ADMIN_CLIENT = "__admin_client";

  private final Call<ProduceRequest> call;
  private final ClusterImage image;
  private final Partitions partitions;
  private final List<TopicProduceResponse> answers;
  private boolean anyFailed;

  /** The appends under way, and one more until all have been begun. */
  private int unfinished = 1;

  public Produce(Call<ProduceRequest> call, ClusterImage image, Partitions partitions) {
    this.call = call;
    this.image = image;
    this.partitions = partitions;
    this.answers = new ArrayList<>(call.request().topicData().size());
  }

  /** Answers the call, now or later. */
  public void start() {
    RequiredAcks acks = RequiredAcks.of(call.request().acks());
    for (TopicProduceData topicData : call.request().topicData()) {
      begin(acks, topicData);
    }
    finishOne();
  }

  private void begin(@Nullable RequiredAcks acks, TopicProduceData topicData) {
    boolean byId = !topicData.topicId().equals(Uuid.ZERO);
    TopicImage topic =
        byId ? image.topics().find(topicData.topicId()) : image.topics().find(topicData.name());
    List<PartitionProduceResponse> partitionAnswers =
        new ArrayList<>(topicData.partitionData().size());
    answers.add(
        new TopicProduceResponse()
            .name(topicData.name())
            .topicId(topicData.topicId())
            .partitionResponses(partitionAnswers));
    for (PartitionProduceData data : topicData.partitionData()) {
      PartitionProduceResponse answer = new PartitionProduceResponse().index(data.index());
      partitionAnswers.add(answer);
      unfinished++;
      append(acks, byId, topic, data)
          .whenComplete((result, failure) -> onAppended(answer, result, failure));
    }
  }

  private CompletionStage<AppendResult> append(
      @Nullable RequiredAcks acks,
      boolean byId,
      @Nullable TopicImage topic,
      PartitionProduceData data) {
    if (acks == null) {
      return refused(
          ErrorCode.INVALID_REQUIRED_ACKS, "acks is 0, 1 or -1, not " + call.request().acks());
    }
    if (topic == null || topic.partition(data.index()) == null) {
      boolean unknownId = topic == null && byId;
      return refused(
          unknownId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
          "there is no such topic or partition");
    }
    if (InternalTopics.contains(topic.name()) && !call.info().clientId().equals(ADMIN_CLIENT)) {
      return refused(
          ErrorCode.INVALID_TOPIC_EXCEPTION, "Cannot append to internal topic " + topic.name());
    }
    try {
      ByteBuffer batches = ProducedRecords.of(data.records(), call.version());
      TopicPartition partition = new TopicPartition(topic.name(), data.index());
      return partitions.askToAppend(
          call.shard(), partition, batches.remaining(), leader -> leader.append(batches, acks));
    } catch (RefusedException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static CompletionStage<AppendResult> refused(ErrorCode error, String message) {
    return CompletableFuture.failedStage(new RefusedException(error, message));
  }

  private void onAppended(
      PartitionProduceResponse answer, AppendResult result, @Nullable Throwable failure) {
    if (failure == null) {
      answer
          .baseOffset(result.baseOffset())
          .logAppendTimeMs(result.logAppendTimeMs())
          .logStartOffset(result.logStartOffset());
    } else {
      Failure told = Failure.of(failure);
      anyFailed = true;
      answer.errorCode(told.error().code()).errorMessage(told.message()).baseOffset(-1);
    }
    finishOne();
  }

  private void finishOne() {
    unfinished--;
    if (unfinished > 0) {
      return;
    }
    if (call.request().acks() != 0) {
      call.answer(new ProduceResponse().responses(answers));
    } else if (anyFailed) {
      // There is no answer to tell it by; a closed connection makes the producer look (Kafka does
      // the same).
      call.answerNothing();
      call.connection().close("a produce request with acks=0 failed");
    } else {
      call.answerNothing();
    }
  }
}
