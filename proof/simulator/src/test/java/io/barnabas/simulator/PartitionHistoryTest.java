package io.barnabas.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.simulator.batch.SeenBatch;
import io.barnabas.simulator.batch.Sender;
import io.barnabas.simulator.batch.Value;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionHistoryTest {
  private static final int WRITER = 1;

  private final PartitionHistory history = new PartitionHistory("topic-0");

  @BeforeEach
  void sendTenAndHearOfSix() {
    history.sent(values(0, 10));
    history.acknowledged(values(0, 3), 0);
    history.acknowledged(values(3, 6), 3);
  }

  /** Values with the numbers from the first to before the second. */
  private static List<Value> values(long from, long to) {
    return LongStream.range(from, to).mapToObj(number -> new Value(WRITER, number)).toList();
  }

  private static SeenBatch batch(long baseOffset, List<Value> values) {
    return new SeenBatch(baseOffset, 0, Sender.ANONYMOUS, 0, values);
  }

  private static void assertViolation(ThrowingCallable observation) {
    assertThatThrownBy(observation).isInstanceOf(Violation.class).hasMessageContaining("topic-0");
  }

  @Test
  void whatWasAcknowledgedMayBeRead() {
    history.read(4, List.of(batch(3, values(3, 6))), 6);
    history.readWhole(0, List.of(batch(0, values(0, 3)), batch(3, values(3, 6))), 6);
    assertThat(history.promisedEnd()).isEqualTo(6);
  }

  @Test
  void whatWasSentAndNotAcknowledgedMayBeThereOrNot() {
    history.readWhole(0, List.of(batch(0, values(0, 6)), batch(6, values(6, 8))), 8);
    assertThat(history.at(7)).isEqualTo(new Value(WRITER, 7));
  }

  @Test
  void anAcknowledgedRecordThatIsMissingIsFound() {
    assertViolation(() -> history.readWhole(0, List.of(batch(0, values(0, 5))), 5));
  }

  @Test
  void anotherRecordInItsPlaceIsFound() {
    assertViolation(() -> history.read(3, List.of(batch(3, values(6, 8))), 6));
    assertViolation(() -> history.acknowledged(values(6, 7), 2));
  }

  @Test
  void aDroppedBatchIsFound() {
    assertViolation(
        () -> history.readWhole(0, List.of(batch(0, values(0, 3)), batch(3, values(6, 9))), 6));
  }

  @Test
  void aGapIsFound() {
    assertViolation(
        () -> history.readWhole(0, List.of(batch(0, values(0, 3)), batch(6, values(6, 9))), 9));
  }

  @Test
  void aDuplicateIsFound() {
    assertViolation(
        () -> history.readWhole(0, List.of(batch(0, values(0, 6)), batch(6, values(3, 6))), 9));
  }

  @Test
  void batchesOfOneWriterInTheWrongOrderAreFound() {
    assertViolation(
        () ->
            history.readWhole(
                0,
                List.of(batch(0, values(0, 6)), batch(6, values(8, 10)), batch(8, values(6, 8))),
                10));
  }

  @Test
  void aRecordThatNobodySentOrThatWasRefusedIsFound() {
    assertViolation(() -> history.read(6, List.of(batch(6, values(10, 11))), 7));
    history.refused(values(9, 10));
    assertViolation(() -> history.read(6, List.of(batch(6, values(9, 10))), 7));
  }

  @Test
  void aReadBeyondItsBoundOrFromAnotherOffsetIsFound() {
    assertViolation(() -> history.read(3, List.of(batch(3, values(3, 6))), 5));
    assertViolation(() -> history.read(2, List.of(batch(3, values(3, 6))), 6));
  }

  @Test
  void aLogThatStartsTooLateIsFoundUnlessItWasDeletedThere() {
    List<SeenBatch> rest = List.of(batch(3, values(3, 6)));
    assertViolation(() -> history.readWhole(3, rest, 6));
    history.deletionAsked(3);
    assertThatCode(() -> history.readWhole(3, rest, 6)).doesNotThrowAnyException();
  }

  @Test
  void aCrashMayTakeWhatWasNotSynced() {
    history.crashed(3);
    assertViolation(() -> history.readWhole(0, List.of(), 0));
    history.readWhole(0, List.of(batch(0, values(0, 3))), 3);
    history.acknowledged(values(6, 8), 3);
    history.readWhole(0, List.of(batch(0, values(0, 3)), batch(3, values(6, 8))), 5);
  }

  @Test
  void aCrashMayUndoACutThatWasNotSynced() {
    history.truncationAsked(3);
    history.truncated(3);
    history.acknowledged(values(6, 8), 3);
    history.crashed(3);
    assertThatCode(() -> history.readWhole(0, List.of(batch(0, values(0, 6))), 6))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingCutOffComesBackWithoutACrash() {
    history.truncationAsked(3);
    history.truncated(3);
    history.acknowledged(values(6, 8), 3);
    assertViolation(() -> history.readWhole(0, List.of(batch(0, values(0, 6))), 6));
  }

  @Test
  void damageMayTakeRecordsAndNotChangeThem() {
    assertThatCode(() -> history.readDespiteDamage(batch(3, values(3, 6))))
        .doesNotThrowAnyException();
    assertViolation(() -> history.readDespiteDamage(batch(3, values(0, 3))));
    assertViolation(() -> history.readDespiteDamage(batch(6, values(10, 12))));
  }
}
