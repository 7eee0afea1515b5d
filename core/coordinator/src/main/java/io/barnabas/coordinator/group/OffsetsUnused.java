package io.barnabas.coordinator.group;

/** Since when a group's offsets are unused; they expire after a retention (KIP-211). */
public sealed interface OffsetsUnused {
  /**
   * Members use them: only offsets of topics that nobody subscribes to expire, from their commit.
   */
  record SinceCommitIfNotSubscribed() implements OffsetsUnused {}

  /** Each since its own commit: the group has no members that the coordinator knows of. */
  record SinceCommit() implements OffsetsUnused {}

  /** All since the group became empty, or their commit if that is later. */
  record Since(long emptySinceMs) implements OffsetsUnused {}

  /**
   * None: they stay whatever happens, as of a group whose members can't be asked what they read.
   */
  record Never() implements OffsetsUnused {}
}
