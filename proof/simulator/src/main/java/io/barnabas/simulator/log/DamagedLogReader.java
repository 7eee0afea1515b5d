package io.barnabas.simulator.log;

import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.LogException;
import io.barnabas.log.LogListener;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.ShardJournal;
import io.barnabas.simulator.Watch;
import io.barnabas.simulator.batch.BatchFormat;
import io.barnabas.simulator.batch.SeenBatch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens a log of which a bit has changed on the disk, and reads what can be read of it. The log may
 * refuse to open, and reads may fail; nothing that it gives may be wrong.
 */
final class DamagedLogReader implements LogListener {
  private static final int MAX_ATTEMPTS = 3;
  private static final int RETRY_MS = 20;
  private static final int MAX_BYTES = 5_000;

  /** An offset that is damaged may make a log seem to go on for ever. */
  private static final int MAX_MISSES = 200;

  private final PartitionCase partition;
  private final SimulatedShard shard;
  private final Watch watch;
  private final Consumer<SeenBatch> check;
  private int attempts;
  private int misses;
  private boolean done;

  /**
   * @param check is handed each batch whose checksum is right
   */
  DamagedLogReader(
      PartitionCase partition, SimulatedShard shard, Watch watch, Consumer<SeenBatch> check) {
    this.partition = partition;
    this.shard = shard;
    this.watch = watch;
    this.check = check;
  }

  /** Whether all is read that can be. */
  boolean isDone() {
    return done;
  }

  /**
   * @param journal null for a partition that has none
   */
  void start(@Nullable ShardJournal journal) {
    attempts++;
    watch.when(
        PartitionLog.open(
            shard, partition.identity(), partition.config(), partition.startPoint(), this, journal),
        (opened, failure) -> {
          if (opened != null) {
            opened.advanceHighWatermark(opened.writtenOffset());
            readFrom(opened, opened.logStartOffset());
          } else {
            onRefused(failure, journal);
          }
        });
  }

  private void onRefused(@Nullable Throwable failure, @Nullable ShardJournal journal) {
    requireRefusal(failure);
    if (attempts < MAX_ATTEMPTS) {
      shard.timers().schedule(RETRY_MS, () -> watch.guard(() -> start(journal)));
    } else {
      done = true;
    }
  }

  private static void requireRefusal(@Nullable Throwable failure) {
    if (!(failure instanceof LogException)) {
      throw new IllegalStateException("Damage became an unexpected failure", failure);
    }
  }

  private void readFrom(PartitionLog log, long offset) {
    boolean isAtEnd = offset >= log.writtenOffset() || misses > MAX_MISSES;
    if (isAtEnd || log.unavailable().isPresent()) {
      done = true;
      return;
    }
    watch.when(
        log.readBytes(offset, MAX_BYTES, log.writtenOffset(), true),
        (bytes, failure) -> {
          if (bytes == null) {
            requireRefusal(failure);
            misses++;
            readFrom(log, offset + 1);
          } else {
            readFrom(log, Math.max(offset + 1, note(bytes)));
          }
        });
  }

  /** A consumer sees the damage by the checksum, and goes on behind it. */
  private long note(ByteBuffer bytes) {
    List<SeenBatch> batches = BatchFormat.decodeUndamaged(bytes);
    batches.forEach(check);
    misses = batches.isEmpty() ? misses + 1 : 0;
    return batches.isEmpty() ? 0 : batches.getLast().lastOffset() + 1;
  }

  @Override
  public void onStorageFailure(PartitionLog failed, LogException.StorageFailure failure) {
    done = true;
  }
}
