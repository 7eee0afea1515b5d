package io.barnabas.coordinator.group.consumer;

/**
 * Where a member stands.
 *
 * @param memberEpoch what it is to heartbeat with; 0 before its first assignment, {@link #LEFT} or
 *     {@link #STATIC_LEFT}
 * @param previousMemberEpoch what it may still heartbeat with when the answer that told it the
 *     present one was lost; -1 when there is none
 * @param assigned what it may use
 * @param pendingRevocation what it has yet to give up
 */
public record CurrentAssignment(
    int memberEpoch,
    int previousMemberEpoch,
    MemberState state,
    OwnedPartitions assigned,
    OwnedPartitions pendingRevocation) {
  /** The epoch of a member that has left. */
  public static final int LEFT = -1;

  /** The epoch of a static member that has left and may come back. */
  public static final int STATIC_LEFT = -2;

  /** Of a member that has not been told anything yet. */
  public static final CurrentAssignment JOINING =
      new CurrentAssignment(0, -1, MemberState.STABLE, OwnedPartitions.NONE, OwnedPartitions.NONE);

  /** Of a member that is about to be forgotten. */
  static final CurrentAssignment GONE =
      new CurrentAssignment(
          LEFT, LEFT, MemberState.STABLE, OwnedPartitions.NONE, OwnedPartitions.NONE);

  /** Whether it has all that it is to have in this assignment epoch. */
  public boolean isReconciledTo(int assignmentEpoch) {
    return state == MemberState.STABLE && memberEpoch == assignmentEpoch;
  }

  /** What follows when the member is told an epoch, which may be the one it has. */
  CurrentAssignment next(
      MemberState newState, int newEpoch, OwnedPartitions newAssigned, OwnedPartitions toRevoke) {
    return new CurrentAssignment(newEpoch, memberEpoch, newState, newAssigned, toRevoke);
  }

  /** Of a static member that has left: its partitions wait for whoever takes its place. */
  CurrentAssignment awaitingReturn() {
    return new CurrentAssignment(
        STATIC_LEFT, previousMemberEpoch, state, assigned.since(0), OwnedPartitions.NONE);
  }

  /** Of whoever takes the place of a static member. */
  CurrentAssignment takenOver() {
    return new CurrentAssignment(0, 0, state, assigned, pendingRevocation);
  }
}
