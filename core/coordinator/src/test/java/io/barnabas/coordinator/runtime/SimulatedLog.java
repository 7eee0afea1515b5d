package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.Shard;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.CompressionType;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A coordinator's log that takes its time, and fails as often as a test wants it to. */
final class SimulatedLog implements CoordinatorLog {
  private final Shard shard;
  private final StoredBatches stored;
  private final SeededRandomness randomness;
  private int maxBatchBytes = 1_000;
  private int sliceBytes = Integer.MAX_VALUE;
  private int failuresPerMille;
  private int appends;
  private boolean unreadable;

  SimulatedLog(Shard shard, StoredBatches stored, SeededRandomness randomness) {
    this.shard = shard;
    this.stored = stored;
    this.randomness = randomness;
  }

  /** From now on that many of a thousand appends fail. */
  void failAppends(int perMille) {
    failuresPerMille = perMille;
  }

  void failReads(boolean fail) {
    unreadable = fail;
  }

  void limitSlices(int maxBytes) {
    sliceBytes = maxBytes;
  }

  void limitBatches(int maxBytes) {
    maxBatchBytes = maxBytes;
  }

  /** How often something was appended. */
  int appends() {
    return appends;
  }

  @Override
  public String name() {
    return "log-0";
  }

  @Override
  public long startOffset() {
    return 0;
  }

  @Override
  public long endOffset() {
    return stored.endOffset();
  }

  @Override
  public long committedOffset() {
    return stored.endOffset();
  }

  @Override
  public BatchForm batchForm() {
    return new BatchForm(maxBatchBytes, CompressionType.NONE);
  }

  @Override
  public CompletionStage<ByteBuffer> read(long offset, int maxBytes) {
    CompletableFuture<ByteBuffer> slice = new CompletableFuture<>();
    int bytes = Math.min(maxBytes, sliceBytes);
    shard
        .timers()
        .schedule(
            randomness.nextInt(3),
            () -> {
              if (unreadable) {
                slice.completeExceptionally(new IllegalStateException("the disk is gone"));
              } else {
                slice.complete(stored.read(offset, bytes));
              }
            });
    return slice;
  }

  @Override
  public CompletionStage<Long> append(ByteBuffer batch) {
    appends++;
    CompletableFuture<Long> appended = new CompletableFuture<>();
    boolean fails = randomness.chance(failuresPerMille);
    shard
        .timers()
        .schedule(
            randomness.nextInt(5),
            () -> {
              if (fails) {
                appended.completeExceptionally(
                    new CoordinatorException(ErrorCode.COORDINATOR_NOT_AVAILABLE, "disk full"));
              } else {
                appended.complete(stored.append(batch));
              }
            });
    return appended;
  }
}
