package io.barnabas.coordinator.runtime;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map whose changes can be undone. Values are immutable, or themselves made of tracked parts. To
 * be used on one shard.
 */
public final class TrackedMap<K, V> {
  private final UndoLog undoLog;
  private final Map<K, V> map = new HashMap<>();

  public TrackedMap(UndoLog undoLog) {
    this.undoLog = undoLog;
  }

  public @Nullable V get(K key) {
    return map.get(key);
  }

  public boolean containsKey(K key) {
    return map.containsKey(key);
  }

  public int size() {
    return map.size();
  }

  public boolean isEmpty() {
    return map.isEmpty();
  }

  /** A view; not to be iterated over while the map changes. */
  public Set<K> keys() {
    return Collections.unmodifiableSet(map.keySet());
  }

  /** A view; not to be iterated over while the map changes. */
  public Collection<V> values() {
    return Collections.unmodifiableCollection(map.values());
  }

  /** A view; not to be iterated over while the map changes. */
  public Map<K, V> asMap() {
    return Collections.unmodifiableMap(map);
  }

  /** Returns what was there before. */
  public @Nullable V put(K key, V value) {
    V before = map.put(key, value);
    noteBefore(key, before);
    return before;
  }

  /** Returns what was there before. */
  public @Nullable V remove(K key) {
    V before = map.remove(key);
    if (before != null) {
      noteBefore(key, before);
    }
    return before;
  }

  private void noteBefore(K key, @Nullable V before) {
    undoLog.note(() -> restore(key, before));
  }

  private void restore(K key, @Nullable V before) {
    if (before == null) {
      map.remove(key);
    } else {
      map.put(key, before);
    }
  }
}
