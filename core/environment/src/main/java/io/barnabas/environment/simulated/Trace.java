package io.barnabas.environment.simulated;

import java.util.ArrayDeque;
import java.util.List;

/**
 * What happened, as a hash over everything and the last lines in full. Two runs of a seed are the
 * same run when their hashes are equal.
 */
public final class Trace {
  private static final int KEPT_LINES = 500;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private long hash = 0xcbf29ce484222325L;
  private long count;

  /** Notes that something happened, with a number that tells it from others of its kind. */
  public void note(long nowNs, String what, long detail) {
    mix(nowNs);
    mix(what.hashCode());
    mix(detail);
    count++;
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.addLast(new Line(nowNs, what, detail));
  }

  private void mix(long value) {
    hash = (hash ^ value) * FNV_PRIME;
    hash ^= hash >>> 32;
  }

  public long hash() {
    return hash;
  }

  /** How many things were noted. */
  public long count() {
    return count;
  }

  /** The last things noted, the latest at the end. */
  public List<String> lastLines() {
    return lines.stream().map(Line::toString).toList();
  }

  private record Line(long nowNs, String what, long detail) {
    @Override
    public String toString() {
      return nowNs / 1000 + "us " + what + " " + detail;
    }
  }
}
