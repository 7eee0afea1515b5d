package io.barnabas.simulator.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.AppendOrigin;
import io.barnabas.log.AppendResult;
import io.barnabas.log.CleanerSchedule;
import io.barnabas.log.LogException;
import io.barnabas.log.LogListener;
import io.barnabas.log.PartitionLog;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.simulator.Watch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a compacted log: opened and read whole, then appended to, flushed and read while its
 * cleaner works.
 */
final class CompactedLogUser implements LogListener {
  private static final int KEYS = 15;
  private static final int MAX_RECORDS = 4;
  private static final int RETRY_MS = 10;
  private static final int CLEANER_LANE = 99;

  private final CompactedPartition partition;
  private final SimulatedShard shard;
  private final SeededRandomness chance;
  private final Watch watch;
  private @Nullable PartitionLog log;
  private boolean resting;
  private boolean checked;

  CompactedLogUser(
      CompactedPartition partition, SimulatedShard shard, SeededRandomness chance, Watch watch) {
    this.partition = partition;
    this.shard = shard;
    this.chance = chance;
    this.watch = watch;
  }

  void start() {
    watch.when(
        PartitionLog.open(shard, partition.identity(), partition.config(), partition.start(), this),
        (opened, failure) -> {
          if (opened == null) {
            later(RETRY_MS, this::start);
          } else {
            opened.advanceHighWatermark(opened.writtenOffset());
            check(opened, () -> work(opened));
          }
        });
  }

  private void later(int delayMs, Runnable task) {
    shard.timers().schedule(delayMs, () -> watch.guard(task));
  }

  private void check(PartitionLog opened, Runnable then) {
    new KeyedRead(opened, shard, watch)
        .start(
            entries -> {
              long nowMs = shard.clock().wallMs();
              partition
                  .history()
                  .readWhole(entries, opened.logEndOffset(), opened.cleanedOffset(), nowMs);
              partition.noteCheck();
              then.run();
            });
  }

  private void work(PartitionLog opened) {
    log = opened;
    new CleanerSchedule(
            shard, shard.disk().lane(CLEANER_LANE), partition.limits(), () -> cleanable(opened))
        .start();
    act(opened);
  }

  /** At rest nothing is cleaned, so that the log can be read as it is. */
  private List<PartitionLog> cleanable(PartitionLog opened) {
    return resting ? List.of() : List.of(opened);
  }

  private void act(PartitionLog opened) {
    if (resting) {
      later(1_000, () -> check(opened, () -> checked = true));
      return;
    }
    if (opened.unavailable().isPresent()) {
      watch.when(opened.reopen(), (_, _) -> {});
    } else {
      switch (chance.nextInt(8)) {
        case 0 -> watch.when(opened.flush(), (_, _) -> {});
        case 1 -> partition.checkpoint(opened);
        default -> append(opened);
      }
    }
    later(chance.nextInt(4), () -> act(opened));
  }

  private void append(PartitionLog opened) {
    CompressionType codec = chance.chance(300) ? CompressionType.LZ4 : CompressionType.NONE;
    RecordBatchBuilder batch = new RecordBatchBuilder(codec, codec.defaultLevel());
    List<Entry> entries = new ArrayList<>();
    long nowMs = shard.clock().wallMs();
    int count = 1 + chance.nextInt(MAX_RECORDS);
    for (int i = 0; i < count; i++) {
      String key = "key-" + chance.nextInt(KEYS);
      String value = chance.chance(300) ? null : partition.nextValue();
      entries.add(new Entry(opened.logEndOffset() + i, key, value, nowMs));
      batch.add(nowMs, UTF_8.encode(key), value == null ? null : UTF_8.encode(value));
    }
    partition.history().sent(entries);
    watch.when(
        opened.append(batch.build(), 0, AppendOrigin.CLIENT),
        (result, _) -> onAppended(opened, result));
  }

  private void onAppended(PartitionLog opened, @Nullable AppendResult result) {
    if (result != null) {
      partition.history().acknowledged(result.lastOffset() + 1);
      opened.advanceHighWatermark(opened.writtenOffset());
    }
  }

  /** Ends the work; the log is then read once more. */
  void rest() {
    resting = true;
  }

  boolean isChecked() {
    return checked;
  }

  void noteCrash() {
    partition.history().crashed(log == null ? 0 : log.recoveryPoint());
  }

  /** A log that had failed may have lost what was not synced. */
  void noteKill() {
    if (log == null || log.unavailable().isPresent()) {
      noteCrash();
    }
  }

  @Override
  public void onStorageFailure(PartitionLog failed, LogException.StorageFailure failure) {
    // It is opened again by the next action.
  }
}
