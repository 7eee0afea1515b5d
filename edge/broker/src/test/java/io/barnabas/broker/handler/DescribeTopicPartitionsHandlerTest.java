package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest.Cursor;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest.TopicRequest;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponsePartition;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeTopicPartitionsHandlerTest {
  private static final String ALL = "a-0 a-1 a-2 b-0 c-0 c-1";

  private final TestBroker broker = new TestBroker(Map.of("max.request.partition.size.limit", "4"));
  private final TestClient client = broker.connect();

  @BeforeEach
  void threeTopics() {
    client.createTopic("c", 2);
    client.createTopic("a", 3);
    client.createTopic("b", 1);
  }

  private static DescribeTopicPartitionsRequest topics(String... names) {
    return new DescribeTopicPartitionsRequest()
        .topics(Arrays.stream(names).map(name -> new TopicRequest().name(name)).toList());
  }

  private DescribeTopicPartitionsResponse ask(DescribeTopicPartitionsRequest request) {
    return client.ask(0, request);
  }

  private static List<String> partitions(DescribeTopicPartitionsResponse answer) {
    List<String> partitions = new ArrayList<>();
    for (DescribeTopicPartitionsResponseTopic topic : answer.topics()) {
      assertThat(topic.errorCode()).isZero();
      topic.partitions().forEach(p -> partitions.add(topic.name() + "-" + p.partitionIndex()));
    }
    return partitions;
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5, 2000})
  void pagesOfAnySizeTellEveryPartitionOnce(int limit) {
    List<String> told = new ArrayList<>();
    DescribeTopicPartitionsRequest request = topics().responsePartitionLimit(limit);
    int most = Math.clamp(limit, 1, 4);

    while (true) {
      DescribeTopicPartitionsResponse answer = ask(request);
      assertThat(partitions(answer)).hasSizeBetween(1, most);
      told.addAll(partitions(answer));
      if (answer.nextCursor() == null) {
        break;
      }
      request.cursor(
          new Cursor()
              .topicName(answer.nextCursor().topicName())
              .partitionIndex(answer.nextCursor().partitionIndex()));
    }

    assertThat(String.join(" ", told)).isEqualTo(ALL);
  }

  @Test
  void namedTopicsAreToldInTheOrderOfTheirNames() {
    assertThat(partitions(ask(topics("c", "b", "c")))).containsExactly("b-0", "c-0", "c-1");
  }

  @Test
  void aCursorWhoseTopicIsGoneGoesOnWithTheNext() {
    DescribeTopicPartitionsRequest request =
        topics().cursor(new Cursor().topicName("bb").partitionIndex(7));

    assertThat(partitions(ask(request))).containsExactly("c-0", "c-1");
  }

  @Test
  void aCursorBehindTheLastPartitionTellsNoneOfThatTopic() {
    DescribeTopicPartitionsRequest request =
        topics("b").cursor(new Cursor().topicName("b").partitionIndex(Integer.MAX_VALUE));

    assertThat(partitions(ask(request))).isEmpty();
  }

  @Test
  void aNegativeCursorIsRefused() {
    DescribeTopicPartitionsRequest request =
        topics("b").cursor(new Cursor().topicName("b").partitionIndex(-1));

    assertThat(ask(request).topics().getFirst().errorCode())
        .isEqualTo(ErrorCode.INVALID_REQUEST.code());
  }

  @Test
  void unknownAndIllegalNamesAreToldApart() {
    assertThat(ask(topics("none", "a b")).topics())
        .extracting(topic -> ErrorCode.forCode(topic.errorCode()))
        .containsExactly(ErrorCode.INVALID_TOPIC_EXCEPTION, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
  }

  @Test
  void aPartitionIsToldWithItsReplicas() {
    DescribeTopicPartitionsResponseTopic topic = ask(topics("b")).topics().getFirst();
    DescribeTopicPartitionsResponsePartition partition = topic.partitions().getFirst();

    assertThat(topic.topicId()).isEqualTo(broker.image().topics().find("b").id());
    assertThat(topic.topicAuthorizedOperations()).isEqualTo(3576);
    assertThat(partition.leaderId()).isEqualTo(TestBroker.ID);
    assertThat(partition.leaderEpoch()).isZero();
    assertThat(partition.replicaNodes()).containsExactly(TestBroker.ID);
    assertThat(partition.isrNodes()).containsExactly(TestBroker.ID);
    assertThat(partition.offlineReplicas()).isEmpty();
  }
}
