package io.barnabas.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndTransactionMarkerTest {
  private static org.apache.kafka.common.record.internal.EndTransactionMarker theirs(
      boolean committed) {
    return new org.apache.kafka.common.record.internal.EndTransactionMarker(
        committed
            ? org.apache.kafka.common.record.internal.ControlRecordType.COMMIT
            : org.apache.kafka.common.record.internal.ControlRecordType.ABORT,
        12);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theBatchIsTheSameBytesAsKafkasAndIsReadBack(boolean committed) {
    EndTransactionMarker marker = new EndTransactionMarker(committed, 12);
    ByteBuffer bytes = marker.toBatch(9, (short) 3, 1234);
    RecordBatch batch = RecordBatch.at(bytes, 0);
    batch.assignOffset(70);
    batch.assignPartitionLeaderEpoch(5);

    assertThat(bytes)
        .isEqualTo(
            MemoryRecords.withEndTransactionMarker(70, 1234, 5, 9, (short) 3, theirs(committed))
                .buffer());
    assertThat(batch.isControl()).isTrue();
    assertThat(batch.lastSequence()).isEqualTo(RecordBatch.NO_SEQUENCE);
    Record record = batch.records(100).iterator().next();
    assertThat(EndTransactionMarker.of(record)).isEqualTo(marker);
  }

  @Test
  void otherControlRecordsAreKnownByTheirType() {
    assertThat(ControlRecordType.ofKey(key(0, 2))).isEqualTo(ControlRecordType.LEADER_CHANGE);
    assertThat(ControlRecordType.ofKey(key(1, 1))).isEqualTo(ControlRecordType.COMMIT);
    assertThat(ControlRecordType.ofKey(key(0, 99))).isEqualTo(ControlRecordType.UNKNOWN);
  }

  @Test
  void whatIsNoMarkerIsRefused() {
    ByteBuffer value = ByteBuffer.allocate(6);
    assertRefused(null, value);
    assertRefused(ByteBuffer.allocate(3), value);
    assertRefused(key(-1, 0), value);
    assertRefused(key(0, 2), value);
    assertRefused(key(0, 1), null);
    assertRefused(key(0, 1), ByteBuffer.allocate(5));
    assertRefused(key(0, 1), ByteBuffer.allocate(6).putShort(0, (short) -1));
  }

  private static ByteBuffer key(int version, int type) {
    return ByteBuffer.allocate(4).putShort((short) version).putShort((short) type).flip();
  }

  private static void assertRefused(ByteBuffer key, ByteBuffer value) {
    Record record = new Record(0, 0, key, value, List.of());
    assertThatThrownBy(() -> EndTransactionMarker.of(record))
        .isInstanceOf(InvalidBatchException.class);
  }
}
