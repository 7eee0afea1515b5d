package io.barnabas.simulator.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the groups have come to rest: every partition has exactly one owner. */
final class Settlement {
  private final GroupWorld world;

  Settlement(GroupWorld world) {
    this.world = world;
  }

  boolean isReached() {
    return missing() == null;
  }

  /** What is still missing; null when every group is settled. */
  @Nullable String missing() {
    for (Map.Entry<String, List<Member>> group : membersByGroup().entrySet()) {
      String missing = missing(group.getValue());
      if (missing != null) {
        return group.getKey() + ": " + missing;
      }
    }
    return null;
  }

  private @Nullable String missing(List<Member> members) {
    for (Member member : members) {
      if (!member.isSettled()) {
        return member + " is not settled";
      }
      if (member.epoch() != members.getFirst().epoch()) {
        return "members are in the epochs " + member.epoch() + ", " + members.getFirst().epoch();
      }
    }
    List<Place> owned = new ArrayList<>();
    members.forEach(member -> owned.addAll(member.owned()));
    owned.sort(Comparator.naturalOrder());
    List<Place> wanted = List.copyOf(world.places());
    return owned.equals(wanted) ? null : "owned are " + owned + " of " + wanted;
  }

  private Map<String, List<Member>> membersByGroup() {
    return world.members().stream()
        .collect(Collectors.groupingBy(Member::group, TreeMap::new, Collectors.toList()));
  }
}
