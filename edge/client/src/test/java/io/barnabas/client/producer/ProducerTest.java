package io.barnabas.client.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeTopic;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.InitProducerIdRequest;
import io.barnabas.protocol.message.ProduceRequest;
import io.barnabas.protocol.message.ProduceResponse;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProducerTest {
  private FakeBroker broker;
  private FakeTopic topic;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    topic = new FakeTopic(broker, "t", 3);
    cluster = broker.cluster();
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  private Producer producer(Map<String, String> properties) {
    return new Producer(cluster, ProducerConfig.from(new ClientProperties(properties)));
  }

  private static OutgoingRecord record(Integer partition, String key, String value) {
    ByteBuffer keyBytes = key == null ? null : ByteBuffer.wrap(key.getBytes(UTF_8));
    return new OutgoingRecord(
        "t", partition, 5, keyBytes, ByteBuffer.wrap(value.getBytes(UTF_8)), List.of());
  }

  private List<Integer> sequences(int partition) {
    return topic.batches(partition).stream().map(RecordBatch::baseSequence).toList();
  }

  @Test
  void records_wait_until_they_are_flushed() {
    Producer producer = producer(Map.of());
    producer.send(record(0, null, "a"));
    producer.send(record(0, null, "b"));
    assertThat(topic.batches(0)).isEmpty();
    producer.flush();
    assertThat(topic.batches(0))
        .hasSize(1)
        .first()
        .extracting(RecordBatch::recordCount)
        .isEqualTo(2);
  }

  @Test
  void a_batch_that_is_full_is_sent() {
    Producer producer = producer(Map.of("batch.size", "200"));
    producer.send(record(0, null, "a".repeat(60)));
    producer.send(record(0, null, "b".repeat(60)));
    assertThat(topic.batches(0)).hasSize(1);
  }

  @Test
  void a_record_with_a_key_goes_where_kafkas_clients_send_it() {
    Producer producer = producer(Map.of());
    producer.send(record(null, "some key", "v"));
    producer.flush();
    int expected = Utils.toPositive(Utils.murmur2("some key".getBytes(UTF_8))) % 3;
    assertThat(topic.batches(expected)).hasSize(1);
  }

  @Test
  void records_without_keys_share_a_batch() {
    Producer producer = producer(Map.of());
    for (int i = 0; i < 20; i++) {
      producer.send(record(null, null, "v" + i));
    }
    producer.flush();
    assertThat(broker.received(ProduceRequest.class)).hasSize(1);
    assertThat(
            broker.received(ProduceRequest.class).getFirst().topicData().getFirst().partitionData())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void batches_are_compressed_as_configured(CompressionType codec) {
    Producer producer = producer(Map.of("compression.type", codec.configName()));
    producer.send(record(0, null, "v"));
    producer.flush();
    assertThat(topic.batches(0).getFirst().compression()).isEqualTo(codec);
  }

  @Test
  void an_attempt_that_met_a_passing_error_is_repeated_with_the_same_sequence() {
    topic.failProduce(ErrorCode.NOT_LEADER_OR_FOLLOWER, ErrorCode.REQUEST_TIMED_OUT);
    Producer producer = producer(Map.of());
    producer.send(record(0, null, "a"));
    producer.flush();
    producer.send(record(0, null, "b"));
    producer.flush();
    assertThat(sequences(0)).containsExactly(0, 1);
    assertThat(broker.received(ProduceRequest.class)).hasSize(4);
  }

  @Test
  void an_answer_lost_with_the_connection_makes_no_gap_and_no_loss() {
    AtomicInteger requests = new AtomicInteger();
    broker.onOrClose(
        ApiKey.PRODUCE,
        _ ->
            requests.getAndIncrement() == 0
                ? Optional.empty()
                : Optional.of(produced(ErrorCode.DUPLICATE_SEQUENCE_NUMBER)));
    Producer producer = producer(Map.of());
    producer.send(record(0, null, "a"));
    producer.flush();
    assertThat(requests).hasValue(2);
  }

  private static ProduceResponse produced(ErrorCode error) {
    return new ProduceResponse()
        .responses(
            List.of(
                new ProduceResponse.TopicProduceResponse()
                    .name("t")
                    .partitionResponses(
                        List.of(
                            new ProduceResponse.PartitionProduceResponse()
                                .errorCode(error.code())))));
  }

  @Test
  void a_lasting_error_gives_up_its_batch_and_no_other() {
    topic.failProduce(ErrorCode.MESSAGE_TOO_LARGE);
    Producer producer = producer(Map.of());
    producer.send(record(0, null, "too large"));
    producer.send(record(1, null, "fine"));
    assertThatThrownBy(producer::flush)
        .isInstanceOf(DeliveryException.class)
        .hasMessage(
            "1 record(s) for t-0 could not be sent: The batch is larger than the topic allows.");
    assertThat(topic.batches(1)).hasSize(1);
  }

  @Test
  void after_a_lost_batch_sequences_begin_again_under_a_new_id() {
    topic.failProduce(ErrorCode.NONE, ErrorCode.MESSAGE_TOO_LARGE);
    Producer producer = producer(Map.of());
    producer.send(record(0, null, "a"));
    producer.flush();
    producer.send(record(0, null, "lost"));
    assertThatThrownBy(producer::flush).isInstanceOf(DeliveryException.class);
    producer.send(record(0, null, "c"));
    producer.flush();
    assertThat(sequences(0)).containsExactly(0, 0);
    assertThat(topic.batches(0)).extracting(RecordBatch::producerId).containsExactly(100L, 101L);
  }

  @Test
  void attempts_end_when_the_retries_are_used_up() {
    topic.failProduce(
        ErrorCode.NOT_ENOUGH_REPLICAS,
        ErrorCode.NOT_ENOUGH_REPLICAS,
        ErrorCode.NOT_ENOUGH_REPLICAS);
    Producer producer = producer(Map.of("retries", "1"));
    producer.send(record(0, null, "a"));
    assertThatThrownBy(producer::flush).hasMessageContaining("Too few replicas are in sync");
    assertThat(broker.received(ProduceRequest.class)).hasSize(2);
  }

  @Test
  void without_idempotence_no_id_is_asked_for() {
    Producer producer = producer(Map.of("enable.idempotence", "false"));
    producer.send(record(0, null, "a"));
    producer.flush();
    assertThat(broker.received(InitProducerIdRequest.class)).isEmpty();
    assertThat(topic.batches(0).getFirst().hasProducerId()).isFalse();
  }

  @Test
  void a_partition_that_the_topic_lacks_is_refused_with_those_it_has() {
    Producer producer = producer(Map.of());
    producer.send(record(3, null, "a"));
    assertThatThrownBy(producer::flush)
        .hasMessageEndingWith("topic 't' has partitions 0 to 2, and no 3");
  }

  @Test
  void bad_values_are_refused_with_those_allowed() {
    assertThatThrownBy(() -> producer(Map.of("acks", "7")))
        .hasMessage("Invalid value 7 for configuration acks: use all, -1, 0 or 1");
    assertThatThrownBy(() -> producer(Map.of("compression.type", "zip")))
        .hasMessageContaining("none, gzip, snappy, lz4 or zstd");
    assertThatThrownBy(() -> producer(Map.of("batch.size", "-1")))
        .hasMessageContaining("a whole number from 0 to 2147483647");
  }
}
