package io.barnabas.log;

import static io.barnabas.log.LogFixture.CONFIG;
import static io.barnabas.log.LogFixture.batch;
import static io.barnabas.log.LogFixture.segmentsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionLogTest {
  private final LogFixture fixture = new LogFixture(1);

  @Test
  void appendedRecordsAreReadBackInOrder() {
    PartitionLog log = fixture.open(CONFIG, StartPoint.UNKNOWN);
    AppendResult first = fixture.append(log, batch("a", "b"));
    AppendResult second = fixture.append(log, batch("c"));
    assertThat(first).isEqualTo(new AppendResult(0, 1, -1, 0, false));
    assertThat(second).isEqualTo(new AppendResult(2, 2, -1, 0, false));
    assertThat(fixture.readAll(log)).containsExactly("a", "b", "c");
  }

  @Test
  void aLogSpansManySegmentsAndReadsFromAnyOffset() {
    PartitionLog log = fixture.open(segmentsOf(300), StartPoint.UNKNOWN);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      fixture.append(log, batch("x" + i, "y" + i));
      expected.addAll(List.of("x" + i, "y" + i));
    }
    assertThat(fixture.readAll(log)).isEqualTo(expected);
    for (long offset = 0; offset < 100; offset++) {
      RecordBatch batch = fixture.read(log, offset, 1).getFirst();
      assertThat(offset).isBetween(batch.baseOffset(), batch.lastOffset());
    }
  }

  @Test
  void anOffsetOutsideTheLogIsRefused() {
    PartitionLog log = fixture.open(CONFIG, StartPoint.UNKNOWN);
    fixture.append(log, batch("a"));
    assertThat(fixture.await(log.read(1, 100, 1, true)).isEmpty()).isTrue();
    assertThatThrownBy(() -> fixture.await(log.read(2, 100, 2, true)))
        .isInstanceOf(LogException.OffsetOutOfRange.class);
    assertThatThrownBy(() -> fixture.await(log.read(-1, 100, 2, true)))
        .isInstanceOf(LogException.OffsetOutOfRange.class);
  }

  @Test
  void nothingIsOpenBeforeTheFirstAppend() {
    fixture.open(CONFIG, StartPoint.UNKNOWN);
    assertThat(fixture.volume.openFiles()).isZero();
  }

  @Test
  void aClosedLogLeavesNoFileOpenAndOpensAsItWas() {
    PartitionLog log = fixture.open(segmentsOf(300), StartPoint.UNKNOWN);
    for (int i = 0; i < 20; i++) {
      fixture.append(log, batch("v" + i));
    }
    List<String> before = fixture.readAll(log);
    PartitionLog reopened = fixture.restart(log);
    assertThat(fixture.volume.openFiles()).isZero();
    assertThat(reopened.logEndOffset()).isEqualTo(20);
    reopened.advanceHighWatermark(20);
    assertThat(fixture.readAll(reopened)).isEqualTo(before);
  }
}
