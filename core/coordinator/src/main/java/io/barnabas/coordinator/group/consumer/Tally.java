package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.runtime.TrackedMap;
import io.barnabas.coordinator.runtime.UndoLog;
import java.util.Map;
import java.util.Set;

/** How many there are of each. To be used on one shard. */
final class Tally<K> {
  private final TrackedMap<K, Integer> counts;

  Tally(UndoLog undoLog) {
    counts = new TrackedMap<>(undoLog);
  }

  int count(K key) {
    Integer count = counts.get(key);
    return count == null ? 0 : count;
  }

  /** Those of which there is one or more; a view. */
  Set<K> keys() {
    return counts.keys();
  }

  /** A view. */
  Map<K, Integer> asMap() {
    return counts.asMap();
  }

  void add(K key) {
    counts.put(key, count(key) + 1);
  }

  void remove(K key) {
    int left = count(key) - 1;
    if (left > 0) {
      counts.put(key, left);
    } else {
      counts.remove(key);
    }
  }
}
