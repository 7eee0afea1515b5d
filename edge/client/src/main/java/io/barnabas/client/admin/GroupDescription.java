package io.barnabas.client.admin;

import io.barnabas.client.metadata.Node;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group and its members.
 *
 * @param state as the broker calls it: Stable, Empty and so on
 * @param assignor empty if there is none at the moment
 * @param epochs null for a classic group
 */
public record GroupDescription(
    String id,
    String state,
    String assignor,
    Node coordinator,
    @Nullable Epochs epochs,
    List<GroupMember> members) {
  private static final Set<String> RESTING = Set.of("Stable", "Empty", "Dead");

  /** How far a group of the consumer protocol (KIP-848) has come. */
  public record Epochs(int group, int assignment) {}

  public boolean isEmpty() {
    return state.equals("Empty");
  }

  public boolean isRebalancing() {
    return !RESTING.contains(state);
  }
}
