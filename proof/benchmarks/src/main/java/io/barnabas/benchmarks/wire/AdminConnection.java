package io.barnabas.benchmarks.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A blocking connection for what comes before and after the measured load: one call at a time, on
 * the caller's thread. An answer with an error is an {@link IllegalStateException}.
 */
public final class AdminConnection implements AutoCloseable {
  /** An id for an idempotent producer, as the broker gave it. */
  public record Producer(long id, int epoch) {}

  private static final int LIST_OFFSETS = 2;
  private static final int METADATA = 3;
  private static final int API_VERSIONS = 18;
  private static final int CREATE_TOPICS = 19;
  private static final int INIT_PRODUCER_ID = 22;
  private static final int UNKNOWN_TOPIC_OR_PARTITION = 3;
  private static final int NOT_LEADER_OR_FOLLOWER = 6;
  private static final int COORDINATOR_LOAD_IN_PROGRESS = 14;
  private static final int TIMEOUT_MS = 60_000;
  private static final int NONE = -1;
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
    FrameWriter out = new FrameWriter(API_VERSIONS, 3);
    out.compactString("benchmark").compactString("1").noTags();
    AnswerReader.requireNoError(new AnswerReader(call(out)).int16(), "ApiVersions");
  }

  /** Creates a topic of one replica and gives its id. */
  public UUID createTopic(String name, int partitions) throws IOException {
    FrameWriter out = new FrameWriter(CREATE_TOPICS, 7);
    out.compactLength(1).compactString(name).int32(partitions).int16(1);
    out.compactLength(0).compactLength(0).noTags().int32(TIMEOUT_MS).int8(0).noTags();
    AnswerReader in = answer(out).skip(Integer.BYTES);
    in.compactLength();
    in.compactString();
    UUID id = in.uuid();
    AnswerReader.requireNoError(in.int16(), "CreateTopics of " + name);
    return id;
  }

  /** How many partitions of all topics have a leader. */
  public int partitionsWithLeader() throws IOException {
    FrameWriter out = new FrameWriter(METADATA, 12);
    return MetadataAnswer.partitionsWithLeader(
        answer(out.compactNull().int8(0).int8(0).noTags()).skip(Integer.BYTES));
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
    FrameWriter out = new FrameWriter(INIT_PRODUCER_ID, 4);
    out.compactNull().int32(TIMEOUT_MS).int64(NONE).int16(NONE).noTags();
    AnswerReader in = answer(out).skip(Integer.BYTES);
    int errorCode = in.int16();
    while (errorCode == COORDINATOR_LOAD_IN_PROGRESS) {
      in = answer(out).skip(Integer.BYTES);
      errorCode = in.int16();
    }
    AnswerReader.requireNoError(errorCode, "InitProducerId");
    return new Producer(in.int64(), in.int16());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The sum of the end offsets; empty if one of the partitions has no leader here yet. */
  private OptionalLong endOffsets(String topic, int partitions) throws IOException {
    FrameWriter out = new FrameWriter(LIST_OFFSETS, 7);
    out.int32(NONE).int8(0).compactLength(1).compactString(topic).compactLength(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      out.int32(partition).int32(NONE).int64(LATEST).noTags();
    }
    AnswerReader in = answer(out.noTags().noTags()).skip(Integer.BYTES);
    in.compactLength();
    in.compactString();
    long sum = 0;
    for (int left = in.compactLength(); left > 0; left--) {
      int errorCode = in.skip(Integer.BYTES).int16();
      if (errorCode == UNKNOWN_TOPIC_OR_PARTITION || errorCode == NOT_LEADER_OR_FOLLOWER) {
        return OptionalLong.empty();
      }
      AnswerReader.requireNoError(errorCode, "ListOffsets of " + topic);
      sum += in.skip(Long.BYTES).int64();
      in.skip(Integer.BYTES).skipTags();
    }
    return OptionalLong.of(sum);
  }

  private static void requireTimeLeft(long startNanos) {
    if (System.nanoTime() - startNanos > TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS)) {
      throw new IllegalStateException("Partitions stayed without leader");
    }
  }

  private AnswerReader answer(FrameWriter request) throws IOException {
    return new AnswerReader(call(request)).skipTags();
  }

  private ByteBuffer call(FrameWriter request) throws IOException {
    ByteBuffer frame = ByteBuffer.wrap(request.toFrame());
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
    ByteBuffer size = read(Integer.BYTES);
    return read(size.getInt()).position(Integer.BYTES);
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
