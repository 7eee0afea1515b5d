package io.barnabas.client.group;

import org.jspecify.annotations.Nullable;

/**
 * Who commits offsets.
 *
 * @param memberId empty if it is not a member
 * @param generationOrEpoch the generation of a classic group, or the member's epoch
 */
public record Committer(String memberId, int generationOrEpoch, @Nullable String instanceId) {
  /** Someone outside of the group, which must have no members. */
  public static final Committer OUTSIDE = new Committer("", -1, null);
}
