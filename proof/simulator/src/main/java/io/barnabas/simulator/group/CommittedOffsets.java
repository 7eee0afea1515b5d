package io.barnabas.simulator.group;

import io.barnabas.simulator.Violation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The offsets that members committed. Every commit has a higher offset than all before it, so that
 * a committed offset that went back is seen as such.
 */
final class CommittedOffsets {
  static final long NONE = -1;

  private record Key(String group, Place place) {}

  private final Map<Key, Set<Long>> sent = new HashMap<>();
  private final Map<Key, Long> acknowledged = new HashMap<>();
  private long last;

  /** The offset for a commit that is being sent. */
  long next(String group, Place place) {
    last++;
    sent.computeIfAbsent(new Key(group, place), key -> new HashSet<>()).add(last);
    return last;
  }

  void acknowledged(String group, Place place, long offset) {
    acknowledged.merge(new Key(group, place), offset, Math::max);
  }

  /** What a fetch that is sent now must answer at least; {@link #NONE} if it may find nothing. */
  long least(String group, Place place) {
    return acknowledged.getOrDefault(new Key(group, place), NONE);
  }

  /**
   * An offset was fetched.
   *
   * @param least what {@link #least} was when the fetch was sent
   */
  void fetched(String group, Place place, long offset, long least) {
    if (offset < least) {
      throw new Violation(
          "%s has committed %d of %s, but %d is found".formatted(group, least, place, offset));
    }
    if (offset != NONE && !sent.getOrDefault(new Key(group, place), Set.of()).contains(offset)) {
      throw new Violation(
          "%s never committed %d of %s, but it is found".formatted(group, offset, place));
    }
  }

  /** What the broker had not synced is lost: older offsets may be found again. */
  void lost() {
    acknowledged.clear();
  }
}
