package io.barnabas.coordinator.group.assignor;

import java.util.Map;

/**
 * What an assignor decided.
 *
 * @param members what each is to own, by member id; one that is not in it is to own nothing. An
 *     assignment that does not change may be the very object that was given as the current one
 */
public record GroupAssignment(Map<String, Assignment> members) {

  public Assignment of(String memberId) {
    return members.getOrDefault(memberId, Assignment.EMPTY);
  }
}
