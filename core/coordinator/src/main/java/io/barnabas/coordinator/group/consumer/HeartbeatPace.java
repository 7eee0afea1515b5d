package io.barnabas.coordinator.group.consumer;

/**
 * How soon a member is to be heard of again. A group that is not settled asks for heartbeats in
 * quick succession, since each takes the members a step on; a settled one for as few as its config
 * says. However large, a group never asks for more than a thousand a second.
 */
record HeartbeatPace(int settledMs, long nowMs) {
  private static final int LEAST_MS = 200;

  int of(GroupChange change, ConsumerMember member) {
    return isSettled(change, member)
        ? settledMs
        : Math.min(settledMs, Math.max(LEAST_MS, change.memberCount()));
  }

  /** Those who come and go come and go together: a change is seldom the last. */
  private boolean isSettled(GroupChange change, ConsumerMember member) {
    GroupEpoch before = change.group().epoch();
    long ageMs = nowMs - before.sinceMs();
    boolean recent = change.epoch() != before.epoch() || (ageMs >= 0 && ageMs < settledMs);
    return !recent
        && change.targetEpoch() == change.epoch()
        && member.current().isReconciledTo(change.targetEpoch());
  }
}
