package io.barnabas.simulator.group;

import io.barnabas.simulator.Violation;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What members of classic groups were told to own: in one generation, a partition belongs to one
 * member. After a loss of what the broker had not synced, generations may be counted again.
 */
final class GenerationOwners {
  private record Generation(String group, int number) {}

  private final Map<Generation, Map<Place, String>> owners = new HashMap<>();
  private final Map<String, Integer> latest = new HashMap<>();

  /** A member was told its partitions. */
  void assigned(String group, int generation, String member, Collection<Place> places) {
    latest.merge(group, generation, Math::max);
    Map<Place, String> owned =
        owners.computeIfAbsent(new Generation(group, generation), g -> new HashMap<>());
    for (Place place : places) {
      String before = owned.put(place, member);
      if (before != null && !before.equals(member)) {
        throw new Violation(
            "In generation %d of %s both %s and %s own %s"
                .formatted(generation, group, before, member, place));
      }
    }
  }

  /** The newest generation that a member was told partitions in; -1 before any. */
  int latest(String group) {
    return latest.getOrDefault(group, -1);
  }

  /**
   * A commit was taken.
   *
   * @param latestWhenSent what {@link #latest} was when the member sent it
   */
  void commitTaken(String group, int generation, int latestWhenSent) {
    if (generation < latestWhenSent && latest(group) >= latestWhenSent) {
      throw new Violation(
          "%s took a commit of generation %d, but %d had begun"
              .formatted(group, generation, latestWhenSent));
    }
  }

  /** What the broker had not synced is lost. */
  void lost() {
    owners.clear();
    latest.clear();
  }
}
