package io.barnabas.benchmarks.wire;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ApiVersionsRequest;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import io.barnabas.protocol.message.InitProducerIdRequest;
import io.barnabas.protocol.message.InitProducerIdResponse;
import io.barnabas.protocol.message.ListOffsetsRequest;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsPartition;
import io.barnabas.protocol.message.ListOffsetsRequest.ListOffsetsTopic;
import io.barnabas.protocol.message.ListOffsetsResponse;
import io.barnabas.protocol.message.ListOffsetsResponse.ListOffsetsPartitionResponse;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A blocking connection for what comes before and after the measured load: one call at a time, on
 * the caller's thread. An answer with an error is an {@link IllegalStateException}.
 */
public final class AdminConnection implements AutoCloseable {
  /** An id for an idempotent producer, as the broker gave it. */
  public record Producer(long id, int epoch) {}

  private static final int TIMEOUT_MS = 60_000;
  private static final int CONSUMER = -1;
  private static final long LATEST = -1;

  private final SocketChannel channel;

  private AdminConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects, waiting no longer than the system does. */
  public static AdminConnection open(InetSocketAddress broker) throws IOException {
    SocketChannel channel = SocketChannel.open(broker);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new AdminConnection(channel);
  }

  /** Asks for the API versions, the first thing that every client asks. */
  public void apiVersions() throws IOException {
    ApiVersionsRequest request =
        new ApiVersionsRequest().clientSoftwareName("benchmark").clientSoftwareVersion("1");
    var answer = (ApiVersionsResponse) call(ApiKey.API_VERSIONS, 3, request);
    requireNoError(answer.errorCode(), "ApiVersions");
  }

  /** Creates a topic of one replica and gives its id. */
  public Uuid createTopic(String name, int partitions) throws IOException {
    CreatableTopic topic =
        new CreatableTopic().name(name).numPartitions(partitions).replicationFactor((short) 1);
    CreateTopicsRequest request =
        new CreateTopicsRequest().topics(List.of(topic)).timeoutMs(TIMEOUT_MS);
    var answer = (CreateTopicsResponse) call(ApiKey.CREATE_TOPICS, 7, request);
    CreatableTopicResult created = answer.topics().getFirst();
    requireNoError(created.errorCode(), "CreateTopics of " + name);
    return created.topicId();
  }

  /** How many partitions of all topics have a leader. */
  public int partitionsWithLeader() throws IOException {
    MetadataRequest everything = new MetadataRequest().topics(null).allowAutoTopicCreation(false);
    var answer = (MetadataResponse) call(ApiKey.METADATA, 12, everything);
    return (int)
        answer.topics().stream()
            .flatMap(topic -> topic.partitions().stream())
            .filter(partition -> partition.errorCode() == 0 && partition.leaderId() >= 0)
            .count();
  }

  /** Waits until at least that many partitions of all topics have a leader. */
  public void awaitLeaders(int partitions) throws IOException {
    long start = System.nanoTime();
    while (partitionsWithLeader() < partitions) {
      requireTimeLeft(start);
    }
  }

  /** Waits until the leaders of the topic's first {@code partitions} partitions take requests. */
  public void awaitReady(String topic, int partitions) throws IOException {
    long start = System.nanoTime();
    while (endOffsets(topic, partitions).isEmpty()) {
      requireTimeLeft(start);
    }
  }

  /** The sum of the end offsets of a topic's first {@code partitions} partitions. */
  public long recordCount(String topic, int partitions) throws IOException {
    return endOffsets(topic, partitions)
        .orElseThrow(() -> new IllegalStateException("A partition is without leader: " + topic));
  }

  /** Asks for an idempotent producer's id, again while the broker fetches a block of them. */
  public Producer initProducer() throws IOException {
    InitProducerIdRequest request =
        new InitProducerIdRequest().transactionalId(null).transactionTimeoutMs(TIMEOUT_MS);
    long start = System.nanoTime();
    while (true) {
      var answer = (InitProducerIdResponse) call(ApiKey.INIT_PRODUCER_ID, 4, request);
      if (answer.errorCode() != ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code()) {
        requireNoError(answer.errorCode(), "InitProducerId");
        return new Producer(answer.producerId(), answer.producerEpoch());
      }
      requireTimeLeft(start);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Throws if {@code errorCode} is one: the benchmark measures only work that was done. */
  static void requireNoError(int errorCode, String what) {
    if (errorCode != 0) {
      throw new IllegalStateException(what + " answered with error code " + errorCode);
    }
  }

  /** The sum of the end offsets; empty if one of the partitions has no leader here yet. */
  private OptionalLong endOffsets(String topic, int partitions) throws IOException {
    List<ListOffsetsPartition> asked =
        IntStream.range(0, partitions)
            .mapToObj(p -> new ListOffsetsPartition().partitionIndex(p).timestamp(LATEST))
            .toList();
    ListOffsetsRequest request =
        new ListOffsetsRequest()
            .replicaId(CONSUMER)
            .topics(List.of(new ListOffsetsTopic().name(topic).partitions(asked)));
    var answer = (ListOffsetsResponse) call(ApiKey.LIST_OFFSETS, 7, request);
    long sum = 0;
    for (ListOffsetsPartitionResponse partition : answer.topics().getFirst().partitions()) {
      if (isWithoutLeader(partition.errorCode())) {
        return OptionalLong.empty();
      }
      requireNoError(partition.errorCode(), "ListOffsets of " + topic);
      sum += partition.offset();
    }
    return OptionalLong.of(sum);
  }

  private static boolean isWithoutLeader(short errorCode) {
    return errorCode == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code()
        || errorCode == ErrorCode.NOT_LEADER_OR_FOLLOWER.code();
  }

  private static void requireTimeLeft(long startNanos) {
    if (System.nanoTime() - startNanos > TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS)) {
      throw new IllegalStateException("The broker did not get ready in time");
    }
  }

  /** Sends a request and waits for its answer, whatever that says. */
  public Message call(ApiKey api, int version, Message request) throws IOException {
    ByteBuffer frame = RequestFrame.encode(api, (short) version, 0, "benchmark", request).bytes();
    send(ByteBuffer.allocate(Integer.BYTES).putInt(frame.remaining()).flip());
    send(frame);
    return ResponseFrame.read(api, (short) version, read(read(Integer.BYTES).getInt()));
  }

  private void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private ByteBuffer read(int bytes) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(bytes);
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new EOFException("The broker closed the connection");
      }
    }
    return in.flip();
  }
}
