package io.barnabas.coordinator.group.classic;

import java.util.HashMap;
import java.util.Map;

/**
 * Who was given a member id and is to join with it (KIP-394): a client whose first answer was lost
 * leaves no member behind, only its id here, and that for no longer than its session.
 */
final class ExpectedMembers {
  private final Map<String, Deadline> deadlines = new HashMap<>();

  /**
   * @param deadline when it is expected no more
   */
  void add(String memberId, Deadline deadline) {
    deadlines.put(memberId, deadline);
  }

  boolean contains(String memberId) {
    return deadlines.containsKey(memberId);
  }

  boolean isEmpty() {
    return deadlines.isEmpty();
  }

  int size() {
    return deadlines.size();
  }

  /** Returns whether it was expected. */
  boolean remove(String memberId) {
    Deadline deadline = deadlines.remove(memberId);
    if (deadline != null) {
      deadline.cancel();
    }
    return deadline != null;
  }

  void clear() {
    deadlines.values().forEach(Deadline::cancel);
    deadlines.clear();
  }
}
