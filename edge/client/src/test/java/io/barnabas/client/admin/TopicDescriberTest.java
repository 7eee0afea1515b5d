package io.barnabas.client.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.client.Cluster;
import io.barnabas.client.FakeBroker;
import io.barnabas.client.FakeTopic;
import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponsePartition;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicDescriberTest {
  private static final int PARTITIONS = 5;

  @Test
  void pages_are_put_together() throws IOException {
    try (FakeBroker broker =
            new FakeBroker()
                .on(
                    ApiKey.DESCRIBE_TOPIC_PARTITIONS,
                    request -> page((DescribeTopicPartitionsRequest) request));
        Cluster cluster = broker.cluster()) {
      List<TopicView> topics = new TopicDescriber(cluster).describe(List.of("t"), 2);
      assertThat(topics).hasSize(1);
      assertThat(topics.getFirst().partitions())
          .extracting(PartitionView::index)
          .containsExactly(0, 1, 2, 3, 4);
      assertThat(broker.received(DescribeTopicPartitionsRequest.class)).hasSize(3);
    }
  }

  /** So many partitions as asked for, from the cursor on. */
  private static DescribeTopicPartitionsResponse page(DescribeTopicPartitionsRequest request) {
    int first = request.cursor() == null ? 0 : request.cursor().partitionIndex();
    int end = Math.min(first + request.responsePartitionLimit(), PARTITIONS);
    List<DescribeTopicPartitionsResponsePartition> partitions =
        IntStream.range(first, end)
            .mapToObj(index -> new DescribeTopicPartitionsResponsePartition().partitionIndex(index))
            .toList();
    return new DescribeTopicPartitionsResponse()
        .topics(
            List.of(new DescribeTopicPartitionsResponseTopic().name("t").partitions(partitions)))
        .nextCursor(
            end == PARTITIONS
                ? null
                : new DescribeTopicPartitionsResponse.Cursor().topicName("t").partitionIndex(end));
  }

  @Test
  void a_broker_without_that_api_is_asked_for_metadata() throws IOException {
    try (FakeBroker broker = new FakeBroker();
        Cluster cluster = broker.cluster()) {
      FakeTopic topic = new FakeTopic(broker, "t", 2);
      List<TopicView> topics = new TopicDescriber(cluster).describe(List.of("t"), 2000);
      assertThat(topics.getFirst().partitions())
          .hasSize(topic.metadata().topics().getFirst().partitions().size())
          .allSatisfy(partition -> assertThat(partition.eligibleLeaderReplicas()).isNull());
    }
  }
}
