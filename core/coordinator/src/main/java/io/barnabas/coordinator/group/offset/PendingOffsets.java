package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.runtime.TrackedMap;
import io.barnabas.coordinator.runtime.UndoLog;
import java.util.List;
import java.util.Map;

/**
 * Offsets that transactions wrote which have not ended, by the producer's id. There are few, and
 * mostly none. To be used on the coordinator's shard.
 */
final class PendingOffsets {
  private final UndoLog undoLog;
  private final TrackedMap<Long, TrackedMap<OffsetPlace, CommittedOffset>> byProducer;

  PendingOffsets(UndoLog undoLog) {
    this.undoLog = undoLog;
    this.byProducer = new TrackedMap<>(undoLog);
  }

  void put(long producerId, OffsetPlace place, CommittedOffset offset) {
    TrackedMap<OffsetPlace, CommittedOffset> ofProducer = byProducer.get(producerId);
    if (ofProducer == null) {
      ofProducer = new TrackedMap<>(undoLog);
      byProducer.put(producerId, ofProducer);
    }
    ofProducer.put(place, offset);
  }

  /** Something newer has been said of the place, outside transactions. */
  void forget(OffsetPlace place) {
    for (TrackedMap<OffsetPlace, CommittedOffset> ofProducer : byProducer.values()) {
      ofProducer.remove(place);
    }
  }

  /** Gives back what the producer's transaction wrote, which has ended. */
  Map<OffsetPlace, CommittedOffset> end(long producerId) {
    TrackedMap<OffsetPlace, CommittedOffset> ended = byProducer.remove(producerId);
    return ended == null ? Map.of() : ended.asMap();
  }

  boolean isEmpty() {
    return byProducer.isEmpty();
  }

  boolean contains(OffsetPlace place) {
    return byProducer.values().stream().anyMatch(ofProducer -> ofProducer.containsKey(place));
  }

  /** The places of a group's offsets, once for each transaction. */
  List<OffsetPlace> ofGroup(String groupId) {
    return byProducer.values().stream()
        .flatMap(ofProducer -> ofProducer.keys().stream())
        .filter(place -> place.groupId().equals(groupId))
        .toList();
  }
}
