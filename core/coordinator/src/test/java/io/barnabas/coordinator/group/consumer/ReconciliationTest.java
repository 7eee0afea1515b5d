package io.barnabas.coordinator.group.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.coordinator.runtime.UndoLog;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Uuid ORDERS = new Uuid(0, 1);
  private static final Uuid BILLS = new Uuid(0, 2);
  private static final int BEFORE = 5;
  private static final int TARGET = 6;

  private final ConsumerGroup group =
      new ConsumerGroup("g", () -> TopicCatalog.of(0, List.of()), new UndoLog());
  private Set<Uuid> subscribed = Set.of(ORDERS, BILLS);
  private boolean subscriptionChanged;

  @Test
  void freePartitionsAreGivenAtOnceInTheNewEpoch() {
    CurrentAssignment next = next(stable(owned(ORDERS, BEFORE, 0)), assignment(ORDERS, 0, 1), null);

    assertThat(next.state()).isEqualTo(MemberState.STABLE);
    assertThat(next.memberEpoch()).isEqualTo(TARGET);
    assertThat(next.previousMemberEpoch()).isEqualTo(BEFORE);
    assertThat(next.assigned().epochOf(ORDERS, 0)).isEqualTo(BEFORE);
    assertThat(next.assigned().epochOf(ORDERS, 1)).isEqualTo(TARGET);
  }

  @Test
  void whatIsToBeGivenUpKeepsTheMemberInItsEpoch() {
    CurrentAssignment next =
        next(stable(owned(ORDERS, BEFORE, 0, 1)), assignment(ORDERS, 0, 2), null);

    assertThat(next.state()).isEqualTo(MemberState.UNREVOKED_PARTITIONS);
    assertThat(next.memberEpoch()).isEqualTo(BEFORE);
    assertThat(next.assigned()).isEqualTo(owned(ORDERS, BEFORE, 0));
    assertThat(next.pendingRevocation()).isEqualTo(owned(ORDERS, BEFORE, 1));
  }

  @Test
  void aMemberThatSaysItHasGivenThemUpMovesOn() {
    CurrentAssignment unrevoked =
        new CurrentAssignment(
            BEFORE,
            BEFORE,
            MemberState.UNREVOKED_PARTITIONS,
            owned(ORDERS, BEFORE, 0),
            owned(ORDERS, BEFORE, 1));

    Assignment target = assignment(ORDERS, 0, 2);

    assertThat(next(unrevoked, target, assignment(ORDERS, 0, 1))).isEqualTo(unrevoked);
    assertThat(next(unrevoked, target, null)).isEqualTo(unrevoked);
    CurrentAssignment next = next(unrevoked, target, assignment(ORDERS, 0));
    assertThat(next.state()).isEqualTo(MemberState.STABLE);
    assertThat(next.pendingRevocation().isEmpty()).isTrue();
    assertThat(next.assigned().toAssignment()).isEqualTo(target);
  }

  @Test
  void whatTheMemberItselfHasYetToGiveUpIsNotInItsOwnWay() {
    CurrentAssignment unrevoked =
        new CurrentAssignment(
            BEFORE,
            BEFORE,
            MemberState.UNREVOKED_PARTITIONS,
            OwnedPartitions.NONE,
            owned(ORDERS, BEFORE, 1));

    CurrentAssignment next = next(unrevoked, assignment(ORDERS, 1), Assignment.EMPTY);

    assertThat(next.state()).isEqualTo(MemberState.STABLE);
    assertThat(next.assigned()).isEqualTo(owned(ORDERS, TARGET, 1));
  }

  @Test
  void whatAnotherHasIsWaitedFor() {
    group.put(member("other", stable(owned(ORDERS, BEFORE, 1))));

    CurrentAssignment next = next(stable(OwnedPartitions.NONE), assignment(ORDERS, 0, 1), null);

    assertThat(next.state()).isEqualTo(MemberState.UNRELEASED_PARTITIONS);
    assertThat(next.memberEpoch()).isEqualTo(TARGET);
    assertThat(next.assigned()).isEqualTo(owned(ORDERS, TARGET, 0));

    group.put(member("other", stable(OwnedPartitions.NONE)));
    CurrentAssignment then = next(next, assignment(ORDERS, 0, 1), null);
    assertThat(then.state()).isEqualTo(MemberState.STABLE);
    assertThat(then.assigned()).isEqualTo(owned(ORDERS, TARGET, 0, 1));
  }

  @Test
  void whatIsNotSubscribedToIsGivenUpWithoutANewTarget() {
    subscribed = Set.of(BILLS);
    subscriptionChanged = true;
    CurrentAssignment reconciled =
        new CurrentAssignment(
            TARGET,
            BEFORE,
            MemberState.STABLE,
            owned(ORDERS, TARGET, 0).and(owned(BILLS, TARGET, 0)),
            OwnedPartitions.NONE);

    CurrentAssignment next = next(reconciled, assignment(ORDERS, 0), null);

    assertThat(next.state()).isEqualTo(MemberState.UNREVOKED_PARTITIONS);
    assertThat(next.memberEpoch()).isEqualTo(TARGET);
    assertThat(next.assigned()).isEqualTo(owned(BILLS, TARGET, 0));
    assertThat(next.pendingRevocation()).isEqualTo(owned(ORDERS, TARGET, 0));
  }

  @Test
  void aTargetOfTopicsNotSubscribedToAnyMoreGivesNothing() {
    subscribed = Set.of(BILLS);

    CurrentAssignment next = next(stable(OwnedPartitions.NONE), assignment(ORDERS, 0), null);

    assertThat(next.state()).isEqualTo(MemberState.STABLE);
    assertThat(next.assigned().isEmpty()).isTrue();
  }

  @Test
  void aMemberInAnUnknownStateHasToStartAgain() {
    CurrentAssignment unknown =
        new CurrentAssignment(
            BEFORE, BEFORE, MemberState.of((byte) 42), OwnedPartitions.NONE, OwnedPartitions.NONE);

    assertThatThrownBy(() -> next(unknown, assignment(ORDERS, 0), null))
        .isInstanceOfSatisfying(
            CoordinatorException.class,
            refusal -> assertThat(refusal.error()).isEqualTo(ErrorCode.FENCED_MEMBER_EPOCH));
    assertThat(next(unknown, assignment(ORDERS, 0), Assignment.EMPTY).state())
        .isEqualTo(MemberState.STABLE);
  }

  private CurrentAssignment next(
      CurrentAssignment current, Assignment target, @Nullable Assignment says) {
    return new Reconciliation(group, TARGET, target, subscribed, subscriptionChanged, says)
        .next(member("m", current));
  }

  private static ConsumerMember member(String memberId, CurrentAssignment current) {
    return new ConsumerMember(memberId, MemberMetadata.NONE, current);
  }

  private static CurrentAssignment stable(OwnedPartitions assigned) {
    return new CurrentAssignment(
        BEFORE, BEFORE - 1, MemberState.STABLE, assigned, OwnedPartitions.NONE);
  }

  private static Assignment assignment(Uuid topicId, int... partitions) {
    Assignment.Builder assignment = Assignment.builder();
    for (int partition : partitions) {
      assignment.add(topicId, partition);
    }
    return assignment.build();
  }

  private static OwnedPartitions owned(Uuid topicId, int epoch, int... partitions) {
    OwnedPartitions.Builder owned = new OwnedPartitions.Builder();
    for (int partition : partitions) {
      owned.add(topicId, partition, epoch);
    }
    return owned.build();
  }
}
