package io.barnabas.simulator.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.log.AppendOrigin;
import io.barnabas.log.AppendResult;
import io.barnabas.log.PartitionLog;
import io.barnabas.record.CompressionType;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.simulator.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What producers do with a compacted log, and how the high watermark follows. */
final class KeyedAppends {
  /** Records in a batch, at most. */
  static final int MAX_RECORDS = 4;

  private static final int KEYS = 15;

  private final CompactedSession session;

  KeyedAppends(CompactedSession session) {
    this.session = session;
  }

  void append() {
    CompressionType codec =
        session.chance().chance(300) ? CompressionType.LZ4 : CompressionType.NONE;
    RecordBatchBuilder batch = new RecordBatchBuilder(codec, codec.defaultLevel());
    List<Entry> entries = entries();
    for (Entry entry : entries) {
      String value = entry.value();
      batch.add(
          entry.timestampMs(),
          UTF_8.encode(entry.key()),
          value == null ? null : UTF_8.encode(value));
    }
    ByteBuffer bytes = batch.build();
    session.history().sent(entries);
    session.partition().retention().sent(entries.getFirst().offset(), bytes.remaining());
    session.await(
        session.log().append(bytes, 0, AppendOrigin.CLIENT),
        result -> onAppended(entries, result),
        _ -> session.history().failed(entries));
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    long nowMs = session.nowMs();
    int count = 1 + session.chance().nextInt(MAX_RECORDS);
    for (int i = 0; i < count; i++) {
      String key = "key-" + session.chance().nextInt(KEYS);
      String value = session.chance().chance(300) ? null : session.partition().nextValue();
      entries.add(new Entry(session.log().logEndOffset() + i, key, value, nowMs));
    }
    return entries;
  }

  private void onAppended(List<Entry> entries, AppendResult result) {
    if (result.baseOffset() != entries.getFirst().offset()
        || result.lastOffset() != entries.getLast().offset()) {
      throw new Violation("%s were answered with %s".formatted(entries, result));
    }
    session.history().acknowledged(result.lastOffset() + 1);
    raiseHighWatermark();
  }

  /** To the end of what is written, or somewhere on the way, or not yet. */
  void raiseHighWatermark() {
    CompactedPartition partition = session.partition();
    PartitionLog log = session.log();
    if (partition.lags() && session.chance().chance(600)) {
      return;
    }
    long behind = log.writtenOffset() - log.highWatermark();
    boolean lags = partition.lags() && session.chance().chance(700);
    long lag = lags ? session.chance().nextLong(behind + 1) : 0;
    log.advanceHighWatermark(log.writtenOffset() - lag);
    partition.committed(log.highWatermark());
  }
}
