package io.barnabas.metadata.store;

import io.barnabas.metadata.store.FileNames.SnapshotId;
import io.barnabas.protocol.Message;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found on the disk.
 *
 * @param snapshotId null where there is no snapshot
 * @param batches those behind the snapshot
 * @param voters the controllers of the cluster as far as the log names them; else empty
 * @param bytes what those batches come to
 */
record LoadedLog(
    @Nullable SnapshotId snapshotId,
    List<Message> snapshot,
    List<CommittedBatch> batches,
    Set<Integer> voters,
    long bytes,
    long lastSegmentBaseOffset,
    long lastSegmentBytes) {

  long endOffset() {
    if (!batches.isEmpty()) {
      return batches.getLast().nextOffset();
    }
    return snapshotId == null ? 0 : snapshotId.endOffset();
  }

  /** The highest epoch of any record, 0 where there are none. */
  int epoch() {
    int epoch = snapshotId == null ? 0 : snapshotId.epoch();
    for (CommittedBatch batch : batches) {
      epoch = Math.max(epoch, batch.epoch());
    }
    return epoch;
  }
}
