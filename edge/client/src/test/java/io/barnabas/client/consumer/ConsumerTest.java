package io.barnabas.client.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse.AbortedTransaction;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private FakeBroker broker;
  private FakeTopic topic;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    topic = new FakeTopic(broker, "t", 2);
    cluster = broker.cluster();
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  private Consumer consumer(StartPosition start, Map<String, String> properties) {
    Consumer consumer =
        new Consumer(cluster, ConsumerConfig.from(new ClientProperties(properties)));
    consumer.assign(Map.of(PARTITION, start));
    return consumer;
  }

  private static RecordBatchBuilder batch(long baseOffset, String... values) {
    RecordBatchBuilder builder = new RecordBatchBuilder().baseOffset(baseOffset);
    for (String value : values) {
      builder.add(0, null, ByteBuffer.wrap(value.getBytes(UTF_8)));
    }
    return builder;
  }

  private static List<String> values(List<ConsumedRecord> records) {
    return records.stream()
        .map(consumed -> UTF_8.decode(consumed.record().value().duplicate()).toString())
        .toList();
  }

  @Test
  void reading_goes_on_where_the_last_batch_ended() {
    topic.append(0, batch(0, "a", "b").build());
    Consumer consumer = consumer(new StartPosition.Earliest(), Map.of());
    assertThat(values(consumer.poll())).containsExactly("a", "b");
    topic.append(0, batch(2, "c").build());
    assertThat(values(consumer.poll())).containsExactly("c");
    assertThat(consumer.positions()).containsEntry(PARTITION, 3L);
  }

  @Test
  void from_the_end_only_later_records_are_read() {
    topic.append(0, batch(0, "a").build());
    Consumer consumer = consumer(new StartPosition.Latest(), Map.of());
    topic.append(0, batch(1, "b").build());
    assertThat(values(consumer.poll())).containsExactly("b");
  }

  @Test
  void an_offset_in_the_middle_of_a_batch_skips_what_is_before_it() {
    topic.append(0, batch(0, "a", "b", "c").build());
    assertThat(values(consumer(new StartPosition.AtOffset(1), Map.of()).poll()))
        .containsExactly("b", "c");
  }

  @Test
  void a_time_later_than_all_records_begins_at_the_end() {
    topic.append(0, batch(0, "a").build());
    assertThat(consumer(new StartPosition.AtTime(99), Map.of()).positions())
        .containsEntry(PARTITION, 1L);
  }

  @Test
  void all_partitions_are_read() {
    topic.append(0, batch(0, "a").build());
    topic.append(1, batch(0, "b").build());
    Consumer consumer = consumer(new StartPosition.Earliest(), Map.of());
    consumer.assign(Map.of(consumer.partitionsOf("t").get(1), new StartPosition.Earliest()));
    assertThat(values(consumer.poll())).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_leader_that_moved_is_looked_up_again() {
    topic.append(0, batch(0, "a").build());
    topic.failFetch(ErrorCode.NOT_LEADER_OR_FOLLOWER);
    assertThat(values(consumer(new StartPosition.Earliest(), Map.of()).poll()))
        .containsExactly("a");
    assertThat(broker.received(FetchRequest.class)).hasSize(2);
  }

  @Test
  void an_offset_that_is_not_there_is_reset_as_configured() {
    topic.append(0, batch(0, "a", "b").build());
    Consumer consumer =
        consumer(new StartPosition.AtOffset(99), Map.of("auto.offset.reset", "earliest"));
    topic.failFetch(ErrorCode.OFFSET_OUT_OF_RANGE);
    assertThat(consumer.poll()).isEmpty();
    assertThat(values(consumer.poll())).containsExactly("a", "b");
  }

  @Test
  void without_a_reset_policy_an_offset_that_is_not_there_is_an_error() {
    Consumer consumer =
        consumer(new StartPosition.AtOffset(99), Map.of("auto.offset.reset", "none"));
    topic.failFetch(ErrorCode.OFFSET_OUT_OF_RANGE);
    assertThatThrownBy(consumer::poll)
        .hasMessage("t-0 has no offset 99, and auto.offset.reset is none");
  }

  @Test
  void a_damaged_batch_is_an_error_after_those_before_it_were_read() {
    topic.append(0, batch(0, "a").build());
    ByteBuffer damaged = batch(1, "b").build();
    damaged.put(damaged.limit() - 2, (byte) 'x');
    topic.append(0, damaged);
    Consumer consumer = consumer(new StartPosition.Earliest(), Map.of());
    assertThat(values(consumer.poll())).containsExactly("a");
    assertThatThrownBy(consumer::poll)
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith("t-0 is damaged near offset 1: the checksum");
  }

  @Test
  void read_committed_leaves_out_what_was_aborted_and_nothing_else() {
    appendTwoTransactionsOfWhichTheFirstAborts();
    Consumer consumer =
        consumer(new StartPosition.Earliest(), Map.of("isolation.level", "read_committed"));
    assertThat(values(consumer.poll())).containsExactly("committed");
    assertThat(consumer.positions()).containsEntry(PARTITION, 4L);
  }

  @Test
  void read_uncommitted_gives_all_records_but_no_markers() {
    appendTwoTransactionsOfWhichTheFirstAborts();
    assertThat(values(consumer(new StartPosition.Earliest(), Map.of()).poll()))
        .containsExactly("aborted", "committed");
  }

  private void appendTwoTransactionsOfWhichTheFirstAborts() {
    topic.append(0, batch(0, "aborted").producer(9, (short) 0, 0).transactional().build());
    topic.append(0, marker(1, false));
    topic.append(0, batch(2, "committed").producer(9, (short) 0, 1).transactional().build());
    topic.append(0, marker(3, true));
    topic.withAborted(new AbortedTransaction().producerId(9).firstOffset(0));
  }

  private static ByteBuffer marker(long offset, boolean committed) {
    ByteBuffer batch = new EndTransactionMarker(committed, 0).toBatch(9, (short) 0, 0);
    RecordBatch.at(batch, 0).assignOffset(offset);
    return batch;
  }

  @Test
  void a_topic_that_is_not_there_is_named() {
    Consumer consumer = new Consumer(cluster, ConsumerConfig.from(new ClientProperties(Map.of())));
    broker.on(
        ApiKey.METADATA,
        _ -> {
          var metadata = topic.metadata();
          metadata.topics().getFirst().errorCode(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
          return metadata;
        });
    assertThatThrownBy(() -> consumer.partitionsOf("t"))
        .hasMessage("there is no topic 't', and the broker creates none");
  }
}
