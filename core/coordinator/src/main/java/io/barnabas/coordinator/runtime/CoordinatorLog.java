package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.record.CompressionType;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/**
 * One partition of a coordinator's topic, as its leader sees it. To be used on the partition's
 * shard, where its stages complete too.
 */
public interface CoordinatorLog {
  /** What messages to the operator call it, such as {@code __consumer_offsets-7}. */
  String name();

  /** The first offset that can be read. */
  long startOffset();

  /** The offset that the next record gets, behind all that has been appended. */
  long endOffset();

  /** Everything below is committed, and can be read. */
  long committedOffset();

  /** How long an asker waits for a commit; {@code offsets.commit.timeout.ms}, from 1. */
  int commitTimeoutMs();

  /** The form of batches that the log takes. */
  BatchForm batchForm();

  /**
   * Reads committed batches, from the one that holds an offset, or the next behind it; the first
   * one is whole whatever its size, the last one may be cut off. Empty where there is nothing.
   *
   * @return memory of the caller's own
   */
  CompletionStage<ByteBuffer> read(long offset, int maxBytes);

  /**
   * Appends a batch; completes with the offset of its first record when all of it is committed.
   * Fails with {@link CoordinatorException}, which says what the askers are told; nothing is
   * appended then. Batches that are appended while others are not committed yet are committed
   * behind them, and fail when one of those does.
   *
   * @param batch the log's own from now on
   */
  CompletionStage<Long> append(ByteBuffer batch);

  /**
   * What batches are to be like.
   *
   * @param maxBytes the largest batch, before it is compressed
   */
  record BatchForm(int maxBytes, CompressionType compression) {}
}
