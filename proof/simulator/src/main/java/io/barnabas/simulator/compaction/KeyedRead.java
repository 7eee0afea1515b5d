package io.barnabas.simulator.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.log.PartitionLog;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.simulator.Watch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads all records of a log that nobody changes meanwhile; goes on after errors of the disk. */
final class KeyedRead {
  private static final int MAX_BYTES = 700;
  private static final int MAX_EXPANDED_BYTES = 1 << 20;
  private static final int RETRY_MS = 10;

  private final PartitionLog log;
  private final SimulatedShard shard;
  private final Watch watch;
  private final List<Entry> entries = new ArrayList<>();

  KeyedRead(PartitionLog log, SimulatedShard shard, Watch watch) {
    this.log = log;
    this.shard = shard;
    this.watch = watch;
  }

  void start(Consumer<List<Entry>> onDone) {
    readFrom(log.logStartOffset(), onDone);
  }

  private void readFrom(long offset, Consumer<List<Entry>> onDone) {
    if (offset >= log.highWatermark()) {
      onDone.accept(entries);
      return;
    }
    watch.when(
        log.readBytes(offset, MAX_BYTES, log.highWatermark(), true),
        (bytes, _) -> {
          if (bytes != null && bytes.hasRemaining()) {
            readFrom(note(bytes), onDone);
          } else {
            shard.timers().schedule(RETRY_MS, () -> watch.guard(() -> readFrom(offset, onDone)));
          }
        });
  }

  private long note(ByteBuffer bytes) {
    long next = 0;
    for (RecordBatch batch : RecordBatches.withPartialTail(bytes)) {
      for (Record record : batch.records(MAX_EXPANDED_BYTES)) {
        String key = text(record.key());
        entries.add(
            new Entry(
                record.offset(),
                key == null ? "" : key,
                text(record.value()),
                record.timestampMs()));
      }
      next = batch.nextOffset();
    }
    return next;
  }

  private static @Nullable String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? null : UTF_8.decode(bytes).toString();
  }
}
