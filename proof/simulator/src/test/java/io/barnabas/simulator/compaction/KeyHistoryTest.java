package io.barnabas.simulator.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.simulator.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyHistoryTest {
  private static final long DELETE_RETENTION_MS = 100;
  private static final long SOON_MS = 20;
  private static final long LATE_MS = 1_000;

  private static final Entry A0 = new Entry(0, "a", "0", 0);
  private static final Entry B1 = new Entry(1, "b", "1", 1);
  private static final Entry A2 = new Entry(2, "a", "2", 2);
  private static final Entry NO_B3 = new Entry(3, "b", null, 3);
  private static final Entry C4 = new Entry(4, "c", "4", 4);
  private static final Entry NEW_C4 = new Entry(4, "c", "new", 5);
  private static final Entry D5 = new Entry(5, "d", "5", 5);

  private final KeyHistory history = new KeyHistory(DELETE_RETENTION_MS, false);
  private final KeyHistory journaled = new KeyHistory(DELETE_RETENTION_MS, true);

  @BeforeEach
  void fiveAreAppended() {
    Stream.of(history, journaled)
        .forEach(
            each -> {
              each.sent(List.of(A0, B1, A2, NO_B3, C4));
              each.acknowledged(5);
            });
  }

  private static WholeLog log(long startOffset, long endOffset, Entry... present) {
    return new WholeLog(startOffset, List.of(present), endOffset, 0, SOON_MS);
  }

  private static WholeLog late(long endOffset, Entry... present) {
    return new WholeLog(0, List.of(present), endOffset, 0, LATE_MS);
  }

  private static void assertViolation(ThrowingCallable observation, String message) {
    assertThatThrownBy(observation).isInstanceOf(Violation.class).hasMessageContaining(message);
  }

  private static void assertRight(ThrowingCallable observation) {
    assertThatCode(observation).doesNotThrowAnyException();
  }

  @Test
  void allThatWasAppendedMayBeThereAndNoMoreThanTheLatestMust() {
    assertRight(() -> history.readWhole(log(0, 5, A0, B1, A2, NO_B3, C4)));
    assertRight(() -> history.readWhole(log(0, 5, A2, NO_B3, C4)));
    assertRight(() -> history.readWhole(late(5, A2, C4)));
  }

  @Test
  void theLatestOfAKeyThatIsMissingIsFound() {
    assertViolation(() -> history.readWhole(log(0, 5, A2, NO_B3)), C4 + " is lost");
    assertViolation(() -> history.readWhole(late(5, NO_B3, C4)), A2 + " is lost");
  }

  @Test
  void aTombstoneThatWentTooEarlyIsFound() {
    assertViolation(() -> history.readWhole(log(0, 5, A2, C4)), NO_B3 + " is lost");
  }

  @Test
  void whatATombstoneDeletedThatIsGoneIsFound() {
    assertViolation(() -> history.readWhole(late(5, B1, A2, C4)), B1 + " is back");
  }

  @Test
  void anOldRecordInThePlaceOfTheLatestIsFound() {
    assertViolation(() -> history.readWhole(log(0, 5, A0, NO_B3, C4)), A2 + " is lost");
  }

  @Test
  void anotherRecordOrAnotherOrderIsFound() {
    assertViolation(() -> history.readWhole(log(0, 5, A2, NO_B3, NEW_C4)), "not what was");
    assertViolation(() -> history.readWhole(log(0, 5, NO_B3, A2, C4)), "not what was");
    assertViolation(() -> history.readWhole(log(0, 5, A2, A2, NO_B3, C4)), "not what was");
  }

  @Test
  void aKeyThatStandsTwiceWhereItWasCleanedIsFound() {
    List<Entry> present = List.of(A0, B1, A2, NO_B3, C4);
    assertRight(() -> history.readWhole(new WholeLog(0, present, 5, 2, SOON_MS)));
    assertViolation(
        () -> history.readWhole(new WholeLog(0, present, 5, 3, SOON_MS)), A2 + " was cleaned");
  }

  @Test
  void anEndThatIsMissingIsFound() {
    assertViolation(() -> history.readWhole(log(0, 4, A2, NO_B3)), "the log ends at 4 before 5");
    history.sent(List.of(D5));
    assertViolation(() -> history.readWhole(log(0, 5, A2, NO_B3, C4, D5)), "is out of 0 to 5");
  }

  @Test
  void aStartWithoutAReasonIsFound() {
    assertViolation(() -> history.readWhole(log(3, 5, NO_B3, C4)), "the log starts at 3");
    history.deletionAsked(3);
    assertRight(() -> history.readWhole(log(3, 5, NO_B3, C4)));
  }

  @Test
  void whatWasDeletedMayBeThereUntilTheStartIsKept() {
    history.deletionAsked(3);
    assertRight(() -> history.readWhole(log(0, 5, B1, A2, NO_B3, C4)));
    assertRight(() -> history.readWhole(log(2, 5, NO_B3, C4)));
    history.startKept(3);
    assertViolation(
        () -> history.readWhole(log(2, 5, A2, NO_B3, C4)), "the log starts at 2 before 3");
    assertViolation(() -> history.readWhole(log(3, 5, A2, NO_B3, C4)), "is out of 3 to 5");
  }

  @Test
  void aDeletionAtTheStartExcusesNothingAboveIt() {
    history.deletionAsked(3);
    assertViolation(() -> history.readWhole(log(3, 5, C4)), NO_B3 + " is lost");
    assertViolation(() -> history.readWhole(late(5, B1, A2, C4)), B1 + " is back");
  }

  @Test
  void aCrashTakesNoMoreThanWhatIsNotDurable() {
    history.durable(3);
    history.crashed();
    assertViolation(() -> history.readWhole(log(0, 2, A0, B1)), "the log ends at 2 before 3");
    assertRight(() -> history.readWhole(log(0, 3, A0, B1, A2)));
    history.crashed();
    assertViolation(() -> history.readWhole(log(0, 2, A0, B1)), "the log ends at 2 before 3");
  }

  @Test
  void aCrashTakesNothingOfWhatIsInTheJournal() {
    journaled.crashed();
    assertViolation(() -> journaled.readWhole(log(0, 4, A2, NO_B3)), "the log ends at 4 before 5");
    assertRight(() -> journaled.readWhole(log(0, 5, A2, NO_B3, C4)));
  }

  @Test
  void whatWasCutOffIsGoneAndAnotherMayTakeItsPlace() {
    truncate(history);
    assertRight(() -> history.readWhole(log(0, 4, A2, NO_B3)));
    history.sent(List.of(NEW_C4, D5));
    history.acknowledged(6);
    assertRight(() -> history.readWhole(log(0, 6, A2, NO_B3, NEW_C4, D5)));
    assertViolation(() -> history.readWhole(log(0, 6, A2, NO_B3, C4, D5)), "not what was");
  }

  @Test
  void aCutTakesNoMoreThanItShould() {
    truncate(history);
    assertViolation(() -> history.readWhole(log(0, 3, A2)), "the log ends at 3 before 4");
  }

  @Test
  void whatWasCutOffMayComeBackOnlyInACrashBeforeItIsDurable() {
    truncate(history);
    history.sent(List.of(NEW_C4, D5));
    history.acknowledged(6);
    assertViolation(() -> history.readWhole(log(0, 5, A2, NO_B3, C4)), "the log ends at 5");
    history.crashed();
    assertRight(() -> history.readWhole(log(0, 5, A2, NO_B3, C4)));
  }

  @Test
  void whatWasCutOffIsFoundWhenItComesBackAfterThatWasDurable() {
    truncate(history);
    history.sent(List.of(NEW_C4, D5));
    history.acknowledged(6);
    history.durable(5);
    history.crashed();
    assertViolation(() -> history.readWhole(log(0, 5, A2, NO_B3, C4)), "not what was");
  }

  @Test
  void whatWasCutOffWithAJournalNeverComesBack() {
    truncate(journaled);
    journaled.crashed();
    assertViolation(() -> journaled.readWhole(log(0, 5, A2, NO_B3, C4)), "not what was");
  }

  @Test
  void aCutThatFailedMayBeDoneOrNot() {
    for (KeyHistory each : List.of(history, journaled)) {
      each.truncationAsked(3);
      each.truncationFailed(3);
      assertViolation(() -> each.readWhole(log(0, 2, A0, B1)), "the log ends at 2 before 3");
      assertRight(() -> each.readWhole(log(0, 5, A2, NO_B3, C4)));
    }
  }

  @Test
  void whatFailedMayComeBackFromTheJournalUntilAnotherIsAcknowledged() {
    journaled.sent(List.of(D5));
    journaled.failed(List.of(D5));
    journaled.readWhole(log(0, 5, A2, NO_B3, C4));
    assertRight(() -> journaled.readWhole(log(0, 6, A2, NO_B3, C4, D5)));
  }

  @Test
  void whatFailedIsFoundWhenItComesBackInThePlaceOfAnother() {
    Entry other = new Entry(5, "d", "other", 6);
    for (KeyHistory each : List.of(history, journaled)) {
      each.sent(List.of(D5));
      each.failed(List.of(D5));
      each.readWhole(log(0, 5, A2, NO_B3, C4));
      each.sent(List.of(other));
      each.acknowledged(6);
      assertViolation(() -> each.readWhole(log(0, 6, A2, NO_B3, C4, D5)), "not what was");
    }
  }

  @Test
  void withoutAJournalWhatFailedDoesNotComeBack() {
    history.sent(List.of(D5));
    history.failed(List.of(D5));
    history.readWhole(log(0, 5, A2, NO_B3, C4));
    assertViolation(() -> history.readWhole(log(0, 6, A2, NO_B3, C4, D5)), "not what was");
  }

  @Test
  void theLatestOfEachKeyAreKnown() {
    assertThat(history.latest(0, 4)).containsExactly(A2, NO_B3);
  }

  /** Down to the last record, and not further. */
  private static void truncate(KeyHistory history) {
    history.truncationAsked(3);
    history.truncated(4);
  }
}
