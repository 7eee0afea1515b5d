package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.runtime.RecordOrigin;
import org.jspecify.annotations.Nullable;

/** What records and the ends of transactions change. */
final class OffsetReplay {
  private final CommittedOffsets offsets;
  private final PendingOffsets pending;

  OffsetReplay(CommittedOffsets offsets, PendingOffsets pending) {
    this.offsets = offsets;
    this.pending = pending;
  }

  /** An offset, or null for a tombstone, which is of no transaction. */
  void replay(
      String groupId,
      String topic,
      int partition,
      @Nullable CommittedOffset offset,
      RecordOrigin origin) {
    if (offset != null && origin.producerId() >= 0) {
      pending.put(origin.producerId(), new OffsetPlace(groupId, topic, partition), offset);
      return;
    }
    if (!pending.isEmpty()) {
      pending.forget(new OffsetPlace(groupId, topic, partition));
    }
    if (offset == null) {
      offsets.remove(groupId, topic, partition);
    } else {
      offsets.put(groupId, topic, partition, offset);
    }
  }

  void replayTransactionEnd(long producerId, boolean committed) {
    var ended = pending.end(producerId);
    if (committed) {
      ended.forEach(
          (place, offset) ->
              offsets.put(place.groupId(), place.topic(), place.partition(), offset));
    }
  }
}
