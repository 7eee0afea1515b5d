package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.Shard;
import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A coordinator's log that takes its time, and fails as often as a test wants it to: what is under
 * way behind a failure fails with it.
 */
final class SimulatedLog implements CoordinatorLog {
  static final int COMMIT_TIMEOUT_MS = 1_000;

  private final Shard shard;
  private final StoredBatches stored;
  private final SeededRandomness randomness;
  private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
  private int maxBatchBytes = 1_000;
  private int sliceBytes = Integer.MAX_VALUE;
  private int failuresPerMille;
  private int appends;
  private boolean unreadable;
  private int delayMs;

  SimulatedLog(Shard shard, StoredBatches stored, SeededRandomness randomness) {
    this.shard = shard;
    this.stored = stored;
    this.randomness = randomness;
  }

  /** From now on that many of a thousand appends fail. */
  void failAppends(int perMille) {
    failuresPerMille = perMille;
  }

  /** From now on an append takes so much longer. */
  void delayAppends(int ms) {
    delayMs = ms;
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
    int recordsUnderWay =
        underWay.stream().mapToInt(append -> RecordBatch.at(append.batch, 0).recordCount()).sum();
    return stored.endOffset() + recordsUnderWay;
  }

  @Override
  public long committedOffset() {
    return stored.endOffset();
  }

  @Override
  public int commitTimeoutMs() {
    return COMMIT_TIMEOUT_MS;
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
    UnderWay appended = new UnderWay(batch, randomness.chance(failuresPerMille));
    underWay.add(appended);
    shard
        .timers()
        .schedule(
            delayMs + randomness.nextInt(5),
            () -> {
              appended.isWritten = true;
              completeWritten();
            });
    return appended.stage;
  }

  private void completeWritten() {
    while (!underWay.isEmpty() && underWay.getFirst().isWritten) {
      if (underWay.getFirst().fails) {
        List<UnderWay> failed = List.copyOf(underWay);
        underWay.clear();
        failed.forEach(append -> append.stage.completeExceptionally(diskFull()));
      } else {
        UnderWay written = underWay.removeFirst();
        written.stage.complete(stored.append(written.batch));
      }
    }
  }

  private static CoordinatorException diskFull() {
    return new CoordinatorException(ErrorCode.COORDINATOR_NOT_AVAILABLE, "disk full");
  }

  private static final class UnderWay {
    final CompletableFuture<Long> stage = new CompletableFuture<>();
    final ByteBuffer batch;
    final boolean fails;
    boolean isWritten;

    UnderWay(ByteBuffer batch, boolean fails) {
      this.batch = batch;
      this.fails = fails;
    }
  }
}
