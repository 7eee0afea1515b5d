package io.barnabas.broker.handler;

import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest.Cursor;
import io.barnabas.protocol.message.DescribeTopicPartitionsRequest.TopicRequest;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse;
import io.barnabas.protocol.message.DescribeTopicPartitionsResponse.DescribeTopicPartitionsResponseTopic;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes topics page by page, ordered by name (KIP-966). */
public final class DescribeTopicPartitionsHandler
    implements ApiHandler<DescribeTopicPartitionsRequest> {
  private final Supplier<ClusterImage> image;
  private final ListenerNames listeners;
  private final int maxPartitions;
  private final Supplier<Set<TopicPartition>> offline;

  /**
   * @param maxPartitions in one answer ({@code max.request.partition.size.limit})
   * @param offline the partitions of this broker whose logs can't be had
   */
  public DescribeTopicPartitionsHandler(
      Supplier<ClusterImage> image,
      ListenerNames listeners,
      int maxPartitions,
      Supplier<Set<TopicPartition>> offline) {
    this.image = image;
    this.listeners = listeners;
    this.maxPartitions = maxPartitions;
    this.offline = offline;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DESCRIBE_TOPIC_PARTITIONS;
  }

  @Override
  public void handle(Call<DescribeTopicPartitionsRequest> call) {
    DescribeTopicPartitionsRequest request = call.request();
    Cursor cursor = request.cursor();
    if (cursor != null && cursor.partitionIndex() < 0) {
      call.answer(refusal(request));
      return;
    }
    ClusterView view =
        new ClusterView(image.get(), listeners.listenerOf(call.connection()), offline.get());
    TopicPage page = new TopicPage(view, limit(request));
    for (String name : names(view.image(), request)) {
      page.add(name, firstPartition(cursor, name));
    }
    call.answer(page.answer());
  }

  private int limit(DescribeTopicPartitionsRequest request) {
    return Math.max(1, Math.min(maxPartitions, request.responsePartitionLimit()));
  }

  /** What is yet to be told, in order: all topics, or those named, from the cursor on. */
  private static List<String> names(ClusterImage image, DescribeTopicPartitionsRequest request) {
    Stream<String> names =
        request.topics().isEmpty()
            ? image.topics().all().stream().map(TopicImage::name)
            : request.topics().stream().map(TopicRequest::name).distinct();
    String first = firstName(request.cursor());
    return names.filter(name -> name.compareTo(first) >= 0).sorted().toList();
  }

  private static String firstName(@Nullable Cursor cursor) {
    return cursor == null ? "" : cursor.topicName();
  }

  private static int firstPartition(@Nullable Cursor cursor, String name) {
    return cursor != null && cursor.topicName().equals(name) ? cursor.partitionIndex() : 0;
  }

  private static DescribeTopicPartitionsResponse refusal(DescribeTopicPartitionsRequest request) {
    return new DescribeTopicPartitionsResponse()
        .topics(
            request.topics().stream()
                .map(
                    topic ->
                        new DescribeTopicPartitionsResponseTopic()
                            .name(topic.name())
                            .errorCode(ErrorCode.INVALID_REQUEST.code()))
                .toList());
  }
}
