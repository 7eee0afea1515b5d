package io.barnabas.broker.group;

import io.barnabas.broker.partition.Failure;
import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.runtime.CoordinatorLog;
import io.barnabas.log.LogConfig;
import io.barnabas.metadata.config.CoordinatorConfig;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.CompressionType;
import io.barnabas.replication.PartitionLeader;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A partition of a coordinator's topic, through its leader. To be used on the partition's shard.
 */
final class PartitionCoordinatorLog implements CoordinatorLog {
  private final PartitionLeader leader;
  private final CompressionType compression;
  private final int commitTimeoutMs;

  private PartitionCoordinatorLog(
      PartitionLeader leader, CompressionType compression, int commitTimeoutMs) {
    this.leader = leader;
    this.compression = compression;
    this.commitTimeoutMs = commitTimeoutMs;
  }

  static PartitionCoordinatorLog of(PartitionLeader leader, CoordinatorConfig config) {
    return new PartitionCoordinatorLog(
        leader,
        CompressionType.ofId(config.offsetsTopicCompressionCodec()),
        config.offsetsCommitTimeoutMs());
  }

  @Override
  public String name() {
    return leader.log().topicPartition().toString();
  }

  @Override
  public long startOffset() {
    return leader.log().logStartOffset();
  }

  @Override
  public long endOffset() {
    return leader.log().logEndOffset();
  }

  @Override
  public long committedOffset() {
    return leader.log().highWatermark();
  }

  @Override
  public int commitTimeoutMs() {
    return commitTimeoutMs;
  }

  @Override
  public BatchForm batchForm() {
    LogConfig config = leader.log().config();
    int maxBytes = Math.min(config.messages().maxBytes(), config.segments().bytes());
    return new BatchForm(maxBytes, compression);
  }

  @Override
  public CompletionStage<ByteBuffer> read(long offset, int maxBytes) {
    return leader.log().readBytes(offset, maxBytes, committedOffset(), true);
  }

  @Override
  public CompletionStage<Long> append(ByteBuffer batch) {
    return leader
        .appendAsCoordinator(batch)
        .<Long>thenApply(result -> result.baseOffset())
        .exceptionallyCompose(
            failure -> CompletableFuture.failedStage(refusal(Failure.of(failure))));
  }

  /** What clients make of a log's refusal: most of all whether to look for another coordinator. */
  private CoordinatorException refusal(Failure failure) {
    ErrorCode told =
        switch (failure.error()) {
          case NOT_LEADER_OR_FOLLOWER -> ErrorCode.NOT_COORDINATOR;
          case KAFKA_STORAGE_ERROR,
              NOT_ENOUGH_REPLICAS,
              NOT_ENOUGH_REPLICAS_AFTER_APPEND,
              REQUEST_TIMED_OUT,
              UNKNOWN_TOPIC_OR_PARTITION ->
              ErrorCode.COORDINATOR_NOT_AVAILABLE;
          case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE -> ErrorCode.UNKNOWN_SERVER_ERROR;
          default -> failure.error();
        };
    return new CoordinatorException(told, name() + ": " + failure.message());
  }
}
