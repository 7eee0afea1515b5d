package io.barnabas.log;

import static io.barnabas.log.LogFixture.CONFIG;
import static io.barnabas.log.LogFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.environment.simulated.FaultPlan.Kind;
import io.barnabas.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
