package io.barnabas.log;

import static io.barnabas.log.LogFixture.CONFIG;
import static io.barnabas.log.LogFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.log.journal.JournalTerms;
import io.barnabas.protocol.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageFailureTest {
  private final LogFixture fixture = new LogFixture(1);
  private final List<LogException> heard = new ArrayList<>();
  private final PartitionLog log =
      fixture.open(
          CONFIG,
          StartPoint.UNKNOWN,
          new LogListener() {
            @Override
            public void onStorageFailure(PartitionLog failed, LogException.StorageFailure failure) {
              heard.add(failure);
            }
          });

  private void failWrites(Fault fault) {
    fixture.volume.setFaults(op -> op.kind() == Kind.WRITE ? fault : Fault.NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAIL", "SHORT"})
  void allAppendsUnderWayFailTogetherAndNothingOfThemIsSeen(Fault fault) {
    fixture.append(log, batch("kept"));
    failWrites(fault);
    List<CompletionStage<AppendResult>> stages = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      stages.add(log.append(batch("lost" + i), 0, AppendOrigin.CLIENT));
    }
    for (CompletionStage<AppendResult> stage : stages) {
      assertThatThrownBy(() -> fixture.await(stage))
          .isInstanceOf(LogException.StorageFailure.class);
    }
    assertThat(log.writtenOffset()).isEqualTo(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void aFailedLogRefusesWorkUntilItIsReopened() {
    fixture.append(log, batch("kept"));
    failWrites(Fault.SHORT);
    assertThatThrownBy(() -> fixture.append(log, batch("lost")));
    assertThatThrownBy(() -> fixture.append(log, batch("refused")))
        .isInstanceOfSatisfying(
            LogException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR));
    assertThatThrownBy(() -> fixture.await(log.read(0, 100, 1, true)))
        .isInstanceOf(LogException.StorageFailure.class);
    fixture.volume.setFaults(FaultPlan.NONE);
    fixture.await(log.reopen());
    fixture.append(log, batch("again"));
    assertThat(fixture.readAll(log)).containsExactly("kept", "again");
    assertThat(log.unavailable()).isEmpty();
  }

  @Test
  void reopeningFailsAsLongAsTheDiskDoes() {
    failWrites(Fault.FAIL);
    assertThatThrownBy(() -> fixture.append(log, batch("lost")));
    fixture.volume.setFaults(op -> Fault.FAIL);
    assertThatThrownBy(() -> fixture.await(log.reopen()))
        .isInstanceOf(LogException.StorageFailure.class);
    fixture.volume.setFaults(FaultPlan.NONE);
    fixture.await(log.reopen());
    assertThat(fixture.append(log, batch("a")).baseOffset()).isZero();
  }

  /** With a journal what is acknowledged may be in memory only, as far as the files go. */
  @Test
  void aLogThatCannotBeClosedKeepsWhatIsNotYetInItsFiles() {
    LogFixture journaled = new LogFixture(1, true, JournalTerms.DEFAULT, 1 << 20);
    PartitionLog closing = journaled.open(CONFIG, StartPoint.UNKNOWN);
    journaled.append(closing, batch("kept"));
    journaled.volume.setFaults(failing(op -> op.path().toString().endsWith(".log")));
    assertThatThrownBy(() -> journaled.await(closing.close()))
        .isInstanceOf(LogException.StorageFailure.class);
    journaled.volume.setFaults(FaultPlan.NONE);
    journaled.await(closing.reopen());
    assertThat(journaled.readAll(closing)).containsExactly("kept");
  }

  @Test
  void aFullDiskIsAStorageErrorAndWorkGoesOnWhenThereIsRoom() {
    fixture.append(log, batch("kept"));
    fixture.volume.setCapacity(0);
    assertThatThrownBy(() -> fixture.append(log, batch("lost")))
        .isInstanceOf(LogException.StorageFailure.class);
    fixture.volume.setCapacity(Long.MAX_VALUE);
    fixture.await(log.reopen());
    fixture.append(log, batch("again"));
    assertThat(fixture.readAll(log)).containsExactly("kept", "again");
  }

  @Test
  void aFailedReadFailsThatReadOnly() {
    fixture.append(log, batch("kept"));
    PartitionLog reopened = fixture.restart(log);
    reopened.advanceHighWatermark(1);
    fixture.volume.setFaults(op -> op.kind() == Kind.READ ? Fault.FAIL : Fault.NONE);
    assertThatThrownBy(() -> fixture.readAll(reopened))
        .isInstanceOf(LogException.StorageFailure.class);
    fixture.volume.setFaults(FaultPlan.NONE);
    assertThat(fixture.readAll(reopened)).containsExactly("kept");
  }

  @Test
  void aFailedFlushFailsTheLogAndLeavesTheRecoveryPoint() {
    fixture.append(log, batch("a"));
    fixture.volume.setFaults(op -> op.kind() == Kind.SYNC ? Fault.FAIL : Fault.NONE);
    CompletionStage<Void> flush = log.flush();
    CompletionStage<AppendResult> append = log.append(batch("b"), 0, AppendOrigin.CLIENT);
    assertThatThrownBy(() -> fixture.await(flush)).isInstanceOf(LogException.StorageFailure.class);
    assertThat(log.recoveryPoint()).isZero();
    assertThat(log.unavailable()).containsInstanceOf(LogException.StorageFailure.class);
    fixture.volume.setFaults(FaultPlan.NONE);
    fixture.await(log.reopen());
    boolean failed = append.toCompletableFuture().isCompletedExceptionally();
    assertThat(log.logEndOffset()).isEqualTo(failed ? 1 : 2);
  }

  @Test
  void anEmptyLogThatFailedIsReopenedAtItsStart() {
    failWrites(Fault.FAIL);
    assertThatThrownBy(() -> fixture.append(log, batch("lost")));
    fixture.volume.setFaults(FaultPlan.NONE);
    fixture.await(log.reopen());
    assertThat(log.logEndOffset()).isZero();
  }

  @Test
  void whatAFailedSyncMadeTheSystemForgetIsWrittenAgain() {
    for (int seed = 0; seed < 8; seed++) {
      LogFixture machine = new LogFixture(seed);
      PartitionLog failing = machine.open(CONFIG, StartPoint.UNKNOWN);
      machine.append(failing, batch("kept"));
      machine.volume.setFaults(op -> op.kind() == Kind.SYNC ? Fault.FAIL : Fault.NONE);
      assertThatThrownBy(() -> machine.await(failing.flush()));
      machine.volume.setFaults(FaultPlan.NONE);
      machine.await(failing.reopen());
      machine.await(failing.flush());
      PartitionLog reopened = machine.crash(failing);
      reopened.advanceHighWatermark(reopened.writtenOffset());
      assertThat(machine.readAll(reopened)).containsExactly("kept");
    }
  }

  @Test
  void aSyncThatFailsWhileTheLogIsToBeCutFailsTheCut() {
    fixture.append(log, batch("a"));
    fixture.append(log, batch("b"));
    fixture.volume.setFaults(op -> op.kind() == Kind.SYNC ? Fault.FAIL : Fault.NONE);
    CompletionStage<Void> flush = log.flush();
    CompletionStage<Void> cut = log.truncateTo(1);
    assertThatThrownBy(() -> fixture.await(cut)).isInstanceOf(LogException.StorageFailure.class);
    assertThat(flush.toCompletableFuture()).isCompletedExceptionally();
    assertThat(log.unavailable()).containsInstanceOf(LogException.StorageFailure.class);
    assertThat(heard).hasSize(1);
  }

  /** It would be in the journal without what was to come before it. */
  @Test
  void anAppendThatWaitsForMemoryIsNotWrittenOnceTheLogHasFailed() {
    LogFixture journaled = new LogFixture(1, true, JournalTerms.DEFAULT, 128 << 10);
    PartitionLog failing = journaled.open(CONFIG, StartPoint.UNKNOWN);
    journaled.append(failing, batch("kept"));
    journaled.volume.setFaults(failing(op -> op.path().toString().endsWith(".journal")));
    CompletionStage<AppendResult> first = send(failing, "a".repeat(100_000));
    journaled.world.runFor(20_000);
    CompletionStage<AppendResult> waiting = send(failing, "b".repeat(100_000));
    assertThatThrownBy(() -> journaled.await(first)).isInstanceOf(LogException.class);
    assertThatThrownBy(() -> journaled.await(waiting)).isInstanceOf(LogException.class);
    journaled.volume.setFaults(FaultPlan.NONE);
    journaled.await(failing.reopen());
    PartitionLog recovered = journaled.crash(failing);
    recovered.advanceHighWatermark(recovered.writtenOffset());
    assertThat(journaled.readAll(recovered)).containsExactly("kept");
  }

  private static CompletionStage<AppendResult> send(PartitionLog log, String value) {
    return log.append(batch(value), 0, AppendOrigin.CLIENT);
  }

  private static FaultPlan failing(Predicate<FaultPlan.Operation> affected) {
    return op -> op.kind() == Kind.WRITE && affected.test(op) ? Fault.FAIL : Fault.NONE;
  }

  /** A cut that has waited must not be done to what came after the log was opened again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aTruncationIsNotDoneToALogThatWasOpenedAgainMeanwhile(long seed) {
    LogFixture journaled = new LogFixture(seed, true, JournalTerms.DEFAULT, 1 << 20);
    PartitionLog failing = journaled.open(CONFIG, StartPoint.UNKNOWN);
    journaled.append(failing, batch("a"));
    journaled.append(failing, batch("b"));
    CompletionStage<Void> cut = failing.truncateTo(1);
    failing.takeOffline(new IOException("gone"));
    CompletionStage<Void> reopened = failing.reopen();
    assertThatThrownBy(() -> journaled.await(cut)).isInstanceOf(LogException.class);
    journaled.await(reopened);
    journaled.append(failing, batch("c"));
    assertThat(journaled.readAll(failing)).containsExactly("a", "b", "c");
  }

  @Test
  void aLogIsOpenedAgainOnlyOnceAtATime() {
    failWrites(Fault.FAIL);
    assertThatThrownBy(() -> fixture.append(log, batch("lost")));
    fixture.volume.setFaults(FaultPlan.NONE);
    CompletionStage<Void> first = log.reopen();
    CompletionStage<Void> second = log.reopen();
    fixture.await(first);
    fixture.append(log, batch("a"));
    fixture.await(second);
    fixture.append(log, batch("b"));
    assertThat(fixture.readAll(log)).containsExactly("a", "b");
    assertThatThrownBy(() -> fixture.await(log.reopen())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSyncUnderWayDoesNotTroubleADeletion() {
    fixture.append(log, batch("a"));
    log.flush();
    fixture.await(log.delete());
    fixture.world.runUntil(() -> false, 1_000_000_000L);
    assertThat(heard).isEmpty();
  }
}
