package io.barnabas.cli.rehearsal;

import io.barnabas.client.metadata.TopicView;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.protocol.message.InitProducerIdRequest;
import io.barnabas.protocol.message.InitProducerIdResponse;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** Producers, idempotent and not, with single records and with full batches. */
final class ProduceScene {
  private static final int BATCH_RECORDS = 160;
  private static final int MANY = 20;
  private static final int SOME = 5;

  private final BrokerConnection connection;
  private final RequestStream<ProduceResponse> stream;
  private final int times;

  ProduceScene(BrokerConnection connection, int times) {
    this.connection = connection;
    this.times = times;
    stream =
        new RequestStream<>(
            connection, ProduceResponse.class, ProduceRequest.HIGHEST_VERSION, Produced::errorCode);
  }

  void play(TopicView singles, TopicView batches) {
    produce(singles, 1, times, MANY);
    produce(singles, 1, times / 16, 1);
    produceIdempotently(singles, 1, times / 2, MANY);
    produce(batches, BATCH_RECORDS, times / 25, SOME);
    produceIdempotently(batches, BATCH_RECORDS, times / 25, SOME);
  }

  private void produce(TopicView topic, int records, int count, int inFlight) {
    ByteBuffer batch = Produced.batch(new RecordBatchBuilder(), records);
    send(topic, count, inFlight, _ -> batch);
  }

  private void produceIdempotently(TopicView topic, int records, int count, int inFlight) {
    InitProducerIdResponse producer =
        connection.ask(
            new InitProducerIdRequest().transactionalId(null), InitProducerIdResponse.class);
    long id = producer.producerId();
    short epoch = producer.producerEpoch();
    send(
        topic,
        count,
        inFlight,
        inPartition ->
            Produced.batch(
                new RecordBatchBuilder().producer(id, epoch, inPartition * records), records));
  }

  /**
   * Sends to the partitions in turn.
   *
   * @param batch makes the batch that is so many batches behind a partition's first
   */
  private void send(TopicView topic, int count, int inFlight, IntFunction<ByteBuffer> batch) {
    int partitions = topic.partitions().size();
    stream.send(
        count,
        inFlight,
        number -> Produced.request(topic, number % partitions, batch.apply(number / partitions)));
  }
}
