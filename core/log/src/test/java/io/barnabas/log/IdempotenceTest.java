package io.barnabas.log;

import static io.barnabas.log.LogFixture.CONFIG;
import static io.barnabas.log.LogFixture.produced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class IdempotenceTest {
  private static final long PRODUCER = 4000;

  private final LogFixture fixture = new LogFixture(1);
  private PartitionLog log = fixture.open(CONFIG, StartPoint.UNKNOWN);

  private AppendResult append(int epoch, int sequence, String... values) {
    return fixture.append(log, produced(PRODUCER, epoch, sequence, values));
  }

  @Test
  void eachOfTheLastFiveBatchesIsAnsweredAsAtFirst() {
    for (int i = 0; i < 6; i++) {
      append(0, 2 * i, "a" + i, "b" + i);
    }
    for (int i = 1; i < 6; i++) {
      assertThat(append(0, 2 * i, "a" + i, "b" + i))
          .isEqualTo(new AppendResult(2L * i, 2L * i + 1, -1, 0, true));
    }
    assertThat(log.logEndOffset()).isEqualTo(12);
  }

  @Test
  void aRepetitionOfAnOlderBatchIsOutOfOrder() {
    for (int i = 0; i < 6; i++) {
      append(0, i, "a" + i);
    }
    assertThatThrownBy(() -> append(0, 0, "a0"))
        .isInstanceOf(LogException.OutOfOrderSequence.class);
  }

  @Test
  void aGapIsRefusedAndLeavesNothingBehind() {
    append(0, 0, "a");
    assertThatThrownBy(() -> append(0, 2, "c")).isInstanceOf(LogException.OutOfOrderSequence.class);
    assertThat(log.logEndOffset()).isEqualTo(1);
    assertThat(append(0, 1, "b").baseOffset()).isEqualTo(1);
  }

  @Test
  void sequencesGoOnWithZeroAfterTheLargest() {
    append(0, Integer.MAX_VALUE - 1, "a", "b");
    append(0, 0, "c");
    assertThat(append(0, Integer.MAX_VALUE - 1, "a", "b").duplicate()).isTrue();
    assertThat(append(0, 1, "d").baseOffset()).isEqualTo(3);
  }

  @Test
  void aBatchMayItselfWrapAround() {
    append(0, Integer.MAX_VALUE, "a", "b", "c");
    assertThat(append(0, Integer.MAX_VALUE, "a", "b", "c").duplicate()).isTrue();
    assertThat(append(0, 2, "d").baseOffset()).isEqualTo(3);
  }

  @Test
  void anOlderEpochIsFenced() {
    append(3, 0, "a");
    assertThatThrownBy(() -> append(2, 1, "b"))
        .isInstanceOf(LogException.InvalidProducerEpoch.class);
  }

  @Test
  void aNewEpochBeginsWithZero() {
    append(3, 0, "a");
    assertThatThrownBy(() -> append(4, 1, "b")).isInstanceOf(LogException.OutOfOrderSequence.class);
    assertThat(append(4, 0, "b").duplicate()).isFalse();
    assertThat(append(4, 0, "b").duplicate()).isTrue();
  }

  @Test
  void anUnknownProducerMayBeginAnywhere() {
    assertThat(append(0, 17, "a").baseOffset()).isZero();
  }

  @Test
  void aDuplicateOfABatchUnderWayWaitsForIt() {
    ByteBuffer batch = produced(PRODUCER, 0, 0, "a");
    CompletionStage<AppendResult> first = log.append(batch, 0, AppendOrigin.CLIENT);
    CompletionStage<AppendResult> second =
        log.append(produced(PRODUCER, 0, 0, "a"), 0, AppendOrigin.CLIENT);
    assertThat(second.toCompletableFuture()).isNotDone();
    assertThat(fixture.await(second).duplicate()).isTrue();
    assertThat(first.toCompletableFuture()).isDone();
  }

  @Test
  void producersAreKnownAfterACleanRestart() {
    append(1, 0, "a");
    append(1, 1, "b");
    log = fixture.restart(log);
    assertThat(append(1, 1, "b")).isEqualTo(new AppendResult(1, 1, -1, 0, true));
    assertThatThrownBy(() -> append(0, 2, "c"))
        .isInstanceOf(LogException.InvalidProducerEpoch.class);
    assertThat(append(1, 2, "c").baseOffset()).isEqualTo(2);
  }

  @Test
  void producersAreKnownAfterACrash() {
    for (int i = 0; i < 4; i++) {
      append(1, i, "a" + i);
    }
    fixture.await(log.flush());
    log = fixture.crash(log);
    for (int i = 0; i < 4; i++) {
      assertThat(append(1, i, "a" + i).duplicate()).isTrue();
    }
  }

  @Test
  void whatIsTruncatedIsForgotten() {
    append(1, 0, "a");
    append(1, 1, "b");
    fixture.await(log.truncateTo(1));
    assertThat(append(1, 1, "b")).isEqualTo(new AppendResult(1, 1, -1, 0, false));
  }

  @Test
  void idleProducersExpire() {
    append(1, 0, "a");
    assertThat(log.activeProducers())
        .containsExactly(new ActiveProducer(PRODUCER, (short) 1, 0, 1000, -1, -1));
    fixture.world.runFor(CONFIG.producerIdExpirationMs() * 2_000_000);
    log.expireProducers();
    assertThat(log.activeProducers()).isEmpty();
  }
}
