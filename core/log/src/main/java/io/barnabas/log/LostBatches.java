package io.barnabas.log;

import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Looks behind a batch that is damaged for one that is whole. A write that a crash tore is the last
 * of its file as a rule, so batches behind it tell of writes that reached the device out of order,
 * or of damage to what was durable. Blocking.
 */
final class LostBatches {
  private static final int WINDOW_BYTES = 1 << 20;

  private final VolumeFile log;
  private final long limit;

  LostBatches(VolumeFile log, long limit) {
    this.log = log;
    this.limit = limit;
  }

  /**
   * The position of the first whole batch behind a position; only those of the current format are
   * found.
   *
   * @param minOffset what its base offset is not below
   */
  OptionalLong firstBehind(long position, long minOffset) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
    long from = position + 1;
    while (limit - from >= RecordBatch.HEADER_BYTES) {
      window.clear().limit((int) Math.min(WINDOW_BYTES, limit - from));
      log.read(window, from);
      window.flip();
      int candidates = window.limit() - RecordBatch.HEADER_BYTES + 1;
      for (int i = 0; i < candidates; i++) {
        if (isPlausible(RecordBatch.at(window, i), from + i, minOffset) && isWhole(from + i)) {
          return OptionalLong.of(from + i);
        }
      }
      from += Math.max(1, candidates);
    }
    return OptionalLong.empty();
  }

  private boolean isPlausible(RecordBatch batch, long position, long minOffset) {
    return batch.magic() == RecordBatch.MAGIC_V2
        && batch.baseOffset() >= minOffset
        && batch.sizeBytes() >= RecordBatch.HEADER_BYTES
        && batch.sizeBytes() <= limit - position;
  }

  private boolean isWhole(long position) throws IOException {
    BatchScanner scanner = new BatchScanner(log, position, limit);
    return scanner.next() != null && scanner.whole().isCrcValid();
  }
}
