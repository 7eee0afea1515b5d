package io.barnabas.client.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeCoordinator;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.LeaveGroupRequest;
import io.barnabas.protocol.message.OffsetCommitRequest;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupConsumerTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private FakeBroker broker;
  private FakeTopic topic;
  private FakeCoordinator coordinator;
  private Cluster cluster;

  @BeforeEach
  void start() throws IOException {
    broker = new FakeBroker();
    topic = new FakeTopic(broker, "t", 1);
    coordinator = new FakeCoordinator(broker);
    new FakeGroup(broker).failJoin();
    cluster = broker.cluster();
    topic.append(0, batch(0, "a", "b", "c"));
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
    broker.close();
  }

  private static ByteBuffer batch(long baseOffset, String... values) {
    RecordBatchBuilder builder = new RecordBatchBuilder().baseOffset(baseOffset);
    for (String value : values) {
      builder.add(0, null, ByteBuffer.wrap(value.getBytes(UTF_8)));
    }
    return builder.build();
  }

  private GroupConsumer consumer(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("group.id", "g");
    return GroupConsumer.start(
        cluster, new ClientProperties(properties), new Subscription.Topics(Set.of("t")));
  }

  private static List<String> values(List<ConsumedRecord> records) {
    return records.stream()
        .map(consumed -> UTF_8.decode(consumed.record().value().duplicate()).toString())
        .toList();
  }

  @Test
  void reading_goes_on_where_the_group_has_stopped() {
    coordinator.committed().put(PARTITION, 1L);
    try (GroupConsumer consumer = consumer(Map.of())) {
      assertThat(values(consumer.poll())).containsExactly("b", "c");
      assertThat(consumer.assignment()).containsExactly(PARTITION);
    }
  }

  @Test
  void without_an_offset_reading_begins_as_configured() {
    try (GroupConsumer consumer = consumer(Map.of("auto.offset.reset", "earliest"))) {
      assertThat(values(consumer.poll())).containsExactly("a", "b", "c");
    }
    coordinator.committed().clear();
    try (GroupConsumer consumer = consumer(Map.of("auto.offset.reset", "latest"))) {
      assertThat(consumer.poll()).isEmpty();
    }
    coordinator.committed().clear();
    try (GroupConsumer consumer = consumer(Map.of("auto.offset.reset", "none"))) {
      assertThatThrownBy(consumer::poll)
          .isInstanceOf(ClientException.class)
          .hasMessage("t-0 has no committed offset, and auto.offset.reset is none");
    }
  }

  @Test
  void closing_commits_what_was_read_and_leaves() {
    try (GroupConsumer consumer = consumer(Map.of("auto.offset.reset", "earliest"))) {
      consumer.poll();
    }
    assertThat(coordinator.committed()).containsExactly(Map.entry(PARTITION, 3L));
    assertThat(broker.received(LeaveGroupRequest.class)).hasSize(1);
    OffsetCommitRequest commit = broker.received(OffsetCommitRequest.class).getLast();
    assertThat(commit.memberId()).isEqualTo(FakeGroup.MEMBER_ID);
    assertThat(commit.generationIdOrMemberEpoch()).isEqualTo(1);
  }

  @Test
  void what_was_given_but_not_dealt_with_is_not_committed() {
    try (GroupConsumer consumer = consumer(Map.of("auto.offset.reset", "earliest"))) {
      consumer.poll();
      consumer.rewind(Map.of(PARTITION, 1L, new TopicPartition("t", 9), 5L));
    }
    assertThat(coordinator.committed()).containsExactly(Map.entry(PARTITION, 1L));
  }

  @Test
  void without_auto_commit_only_an_explicit_commit_counts() {
    Map<String, String> manual =
        Map.of("auto.offset.reset", "earliest", "enable.auto.commit", "false");
    try (GroupConsumer consumer = consumer(manual)) {
      consumer.poll();
    }
    assertThat(coordinator.committed()).isEmpty();
    try (GroupConsumer consumer = consumer(manual)) {
      consumer.poll();
      consumer.commit();
      assertThat(coordinator.committed()).containsExactly(Map.entry(PARTITION, 3L));
    }
  }

  @Test
  void what_was_read_before_a_poll_is_committed_in_it_when_it_is_time() {
    Map<String, String> often =
        Map.of("auto.offset.reset", "earliest", "auto.commit.interval.ms", "0");
    try (GroupConsumer consumer = consumer(often)) {
      consumer.poll();
      consumer.poll();
      assertThat(coordinator.committed()).containsExactly(Map.entry(PARTITION, 3L));
    }
  }

  @Test
  void an_explicit_commit_tells_of_its_failure_and_an_automatic_one_does_not() {
    try (GroupConsumer consumer = consumer(Map.of("auto.offset.reset", "earliest"))) {
      consumer.poll();
      coordinator.failCommit(ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.UNKNOWN_MEMBER_ID);
      assertThatThrownBy(consumer::commit).isInstanceOf(ServerErrorException.class);
    }
    assertThat(coordinator.committed()).isEmpty();
  }

  @Test
  void a_group_needs_an_id() {
    assertThatThrownBy(
            () ->
                GroupConsumer.start(
                    cluster, new ClientProperties(Map.of()), new Subscription.Topics(Set.of("t"))))
        .hasMessage("group.id is missing");
  }
}
