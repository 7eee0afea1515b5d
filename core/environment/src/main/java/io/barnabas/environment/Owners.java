package io.barnabas.environment;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts those who own an open {@link VolumeFile}, of whom the last closes it. Any thread. */
public final class Owners {
  private final Path path;
  private final AtomicInteger count = new AtomicInteger(1);

  /**
   * One owner.
   *
   * @param path of the file, for messages
   */
  public Owners(Path path) {
    this.path = path;
  }

  /** Whether the last has closed. */
  public boolean areGone() {
    return count.get() == 0;
  }

  /** One more. */
  public void add() {
    if (count.getAndUpdate(owners -> owners == 0 ? 0 : owners + 1) == 0) {
      throw new IllegalStateException(path + " is closed");
    }
  }

  /** One less; returns whether it was the last. */
  public boolean remove() {
    int before = count.getAndUpdate(owners -> Math.max(0, owners - 1));
    if (before == 0) {
      throw new IllegalStateException(path + " was closed more often than it had owners");
    }
    return before == 1;
  }
}
