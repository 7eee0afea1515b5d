package io.barnabas.broker.handler;

import io.barnabas.broker.partition.Failure;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.log.ActiveProducer;
import io.barnabas.log.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.DescribeProducersRequest;
import io.barnabas.protocol.message.DescribeProducersRequest.TopicRequest;
import io.barnabas.protocol.message.DescribeProducersResponse;
import io.barnabas.protocol.message.DescribeProducersResponse.PartitionResponse;
import io.barnabas.protocol.message.DescribeProducersResponse.ProducerState;
import io.barnabas.protocol.message.DescribeProducersResponse.TopicResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells which idempotent producers wrote to partitions lately (KIP-664). */
public final class DescribeProducersHandler implements ApiHandler<DescribeProducersRequest> {
  private final TopicLeaders leaders;

  public DescribeProducersHandler(TopicLeaders leaders) {
    this.leaders = leaders;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DESCRIBE_PRODUCERS;
  }

  @Override
  public void handle(Call<DescribeProducersRequest> call) {
    call.answer(
        TopicLeaders.all(
                call.request().topics().stream().map(topic -> topicAnswer(call, topic)).toList())
            .thenApply(topics -> new DescribeProducersResponse().topics(topics)));
  }

  private CompletionStage<TopicResponse> topicAnswer(
      Call<DescribeProducersRequest> call, TopicRequest topic) {
    return TopicLeaders.all(
            topic.partitionIndexes().stream()
                .map(index -> partitionAnswer(call, new TopicPartition(topic.name(), index)))
                .toList())
        .thenApply(partitions -> new TopicResponse().name(topic.name()).partitions(partitions));
  }

  private CompletionStage<PartitionResponse> partitionAnswer(
      Call<DescribeProducersRequest> call, TopicPartition partition) {
    return leaders
        .ask(
            call.shard(),
            partition,
            leader -> CompletableFuture.completedStage(leader.log().activeProducers()))
        .thenApply(DescribeProducersHandler::producers)
        .exceptionally(failure -> refusal(Failure.of(failure)))
        .thenApply(answer -> answer.partitionIndex(partition.partition()));
  }

  private static PartitionResponse producers(List<ActiveProducer> producers) {
    return new PartitionResponse()
        .activeProducers(producers.stream().map(DescribeProducersHandler::state).toList());
  }

  private static ProducerState state(ActiveProducer producer) {
    return new ProducerState()
        .producerId(producer.producerId())
        .producerEpoch(producer.producerEpoch())
        .lastSequence(producer.lastSequence())
        .lastTimestamp(producer.lastTimestampMs())
        .coordinatorEpoch(producer.coordinatorEpoch())
        .currentTxnStartOffset(producer.currentTransactionStartOffset());
  }

  private static PartitionResponse refusal(Failure failure) {
    return new PartitionResponse()
        .errorCode(failure.error().code())
        .errorMessage(failure.message());
  }
}
