package io.barnabas.coordinator.runtime;

/** An immutable value whose replacement can be undone. To be used on one shard. */
public final class TrackedValue<T> {
  private final UndoLog undoLog;
  private T current;

  public TrackedValue(UndoLog undoLog, T initial) {
    this.undoLog = undoLog;
    this.current = initial;
  }

  public T get() {
    return current;
  }

  public void set(T value) {
    T before = current;
    undoLog.note(() -> current = before);
    current = value;
  }
}
