package io.barnabas.simulator.group;

import io.barnabas.simulator.Violation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What members own at this moment: a partition is given to a member only when the one that had it
 * has said that it has given it up, has left, or has not been heard of for its session's time.
 */
final class ExclusiveOwners {
  private record Owned(String group, Place place) {}

  private record Member(String group, String id) {}

  private final long sessionNs;
  private final Map<Owned, String> owners = new HashMap<>();
  private final Map<Member, Long> heardNs = new HashMap<>();

  /**
   * @param sessionNs how long a member may be silent before its partitions are given to others
   */
  ExclusiveOwners(long sessionNs) {
    this.sessionNs = sessionNs;
  }

  /** A member's heartbeat, sent at this time, was answered without an error. */
  void heard(String group, String member, long sentNs) {
    heardNs.merge(new Member(group, member), sentNs, Math::max);
  }

  /** A member is told to own partitions that it did not own. */
  void given(String group, String member, Collection<Place> places, long nowNs) {
    for (Place place : places) {
      String before = owners.put(new Owned(group, place), member);
      if (before != null && !before.equals(member) && isThere(group, before, nowNs)) {
        throw new Violation(
            "%s of %s was given to %s while %s had it".formatted(place, group, member, before));
      }
    }
  }

  private boolean isThere(String group, String member, long nowNs) {
    Long heard = heardNs.get(new Member(group, member));
    return heard != null && nowNs - heard < sessionNs;
  }

  /** A member says that it has given partitions up. */
  void givenUp(String group, String member, Collection<Place> places) {
    for (Place place : places) {
      owners.remove(new Owned(group, place), member);
    }
  }

  /** A member leaves, or learns that it is none any more. */
  void gone(String group, String member) {
    heardNs.remove(new Member(group, member));
  }

  /** Who owns a partition, as far as members were told. */
  @Nullable String owner(String group, Place place) {
    return owners.get(new Owned(group, place));
  }

  /** What the broker had not synced is lost. */
  void lost() {
    owners.clear();
    heardNs.clear();
  }
}
