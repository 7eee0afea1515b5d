package io.barnabas.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class BatchCheckerTest {
  private static final int MAX_BYTES = 3_000_000;
  private static final RecordLimits LIMITS = new RecordLimits(true, 1000, 2000, MAX_BYTES);
  private static final ByteBuffer KEY = ByteBuffer.wrap("k".getBytes(UTF_8));
  private static final ByteBuffer VALUE = ByteBuffer.wrap("v".getBytes(UTF_8));

  private static RecordBatchBuilder twoRecords() {
    return new RecordBatchBuilder().add(1000, KEY, VALUE).add(2000, KEY, null);
  }

  @Property(tries = 100)
  void takesWhatKafkasProducerSends(
      @ForAll List<Record> records, @ForAll CompressionType compression) {
    ByteBuffer sent =
        MemoryRecords.withIdempotentRecords(
                Peer.compression(compression), 7, (short) 0, 0, Peer.toKafka(records))
            .buffer();
    RecordBatch batch = BatchChecker.checkProduced(sent, MAX_BYTES);
    assertThat(batch.recordCount()).isEqualTo(records.size());
    BatchChecker.deep(batch, new RecordLimits(false, -1, Long.MAX_VALUE, MAX_BYTES));
  }

  @Test
  void refusesNothingAndMoreThanOneBatchAndBytesBehindIt() {
    assertRefused(Reason.INVALID_RECORD, ByteBuffer.allocate(0));
    ByteBuffer one = twoRecords().build();
    ByteBuffer two = ByteBuffer.allocate(one.limit() * 2).put(one.duplicate()).put(one).flip();
    assertRefused(Reason.INVALID_RECORD, two);
    assertRefused(Reason.INVALID_RECORD, two.limit(one.limit() + 1));
    assertRefused(Reason.CORRUPT_MESSAGE, two.limit(one.limit() - 1));
  }

  @Test
  void refusesMoreBytesThanTheTopicTakes() {
    ByteBuffer sent = twoRecords().build();
    BatchChecker.checkProduced(sent, sent.limit());
    assertRefused(
        Reason.MESSAGE_TOO_LARGE, () -> BatchChecker.checkProduced(sent, sent.limit() - 1));
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1})
  void refusesOldFormats(byte magic) {
    ByteBuffer sent =
        MemoryRecords.withRecords(magic, Compression.NONE, new SimpleRecord("v".getBytes(UTF_8)))
            .buffer();
    assertRefused(Reason.INVALID_RECORD, sent);
  }

  @Test
  void refusesAWrongChecksum() {
    ByteBuffer sent = twoRecords().build();
    assertRefused(Reason.CORRUPT_MESSAGE, sent.putInt(17, sent.getInt(17) + 1));
  }

  @Test
  void refusesHeadersThatContradictThemselves() {
    assertRefusedWith(Reason.INVALID_RECORD, bytes -> bytes.putLong(0, 1));
    assertRefusedWith(Reason.INVALID_RECORD, bytes -> bytes.putInt(23, 5));
    assertRefusedWith(Reason.INVALID_RECORD, bytes -> bytes.putInt(57, 3));
    assertRefusedWith(Reason.INVALID_RECORD, bytes -> bytes.putInt(57, 0).putInt(23, -1));
    assertRefusedWith(
        Reason.INVALID_RECORD,
        bytes -> bytes.putInt(57, Integer.MIN_VALUE).putInt(23, Integer.MAX_VALUE));
    assertRefusedWith(Reason.UNSUPPORTED_COMPRESSION_TYPE, bytes -> bytes.putShort(21, (short) 6));
    assertRefusedWith(Reason.INVALID_TIMESTAMP, bytes -> bytes.putShort(21, (short) 8));
  }

  @Test
  void refusesProducersThatAreNotWhole() {
    assertRefused(Reason.INVALID_RECORD, twoRecords().control().build());
    assertRefused(Reason.INVALID_RECORD, twoRecords().transactional().build());
    assertRefused(Reason.INVALID_RECORD, twoRecords().producer(7, (short) -1, 0).build());
    assertRefused(Reason.INVALID_RECORD, twoRecords().producer(7, (short) 0, -1).build());
    BatchChecker.checkProduced(
        twoRecords().producer(7, (short) 0, 0).transactional().build(), MAX_BYTES);
  }

  @Test
  void refusesRecordsTheTopicDoesNotTake() {
    BatchChecker.deep(RecordBatch.at(twoRecords().build(), 0), LIMITS);
    assertDeepRefused(Reason.INVALID_RECORD, twoRecords().add(1500, null, VALUE));
    assertDeepRefused(Reason.INVALID_TIMESTAMP, twoRecords().add(999, KEY, VALUE));
    assertDeepRefused(Reason.INVALID_TIMESTAMP, twoRecords().add(2001, KEY, VALUE));
    BatchChecker.deep(RecordBatch.at(twoRecords().add(-1, KEY, VALUE).build(), 0), LIMITS);
    BatchChecker.deep(
        RecordBatch.at(twoRecords().add(1, KEY, VALUE).logAppendTime(1).build(), 0), LIMITS);
  }

  @Test
  void refusesRecordsThatExpandBeyondTheBound() {
    ByteBuffer bomb =
        new RecordBatchBuilder(CompressionType.ZSTD, 3)
            .add(1000, KEY, ByteBuffer.allocate(MAX_BYTES))
            .build();
    assertThat(bomb.limit()).isLessThan(1000);
    assertRefused(
        Reason.MESSAGE_TOO_LARGE, () -> BatchChecker.deep(RecordBatch.at(bomb, 0), LIMITS));
  }

  @Test
  void refusesOffsetsThatAreNotConsecutiveAndCountsThatAreNotTrue() {
    ByteBuffer gap = twoRecords().build();
    // the second record, of 8 bytes, ends the batch; its offset delta is the varint 1 (zigzag 2)
    int offsetDelta = gap.limit() - 5;
    assertThat(gap.get(offsetDelta)).isEqualTo((byte) 2);
    gap.put(offsetDelta, (byte) 4);
    assertRefused(Reason.INVALID_RECORD, () -> BatchChecker.deep(RecordBatch.at(gap, 0), LIMITS));
    for (int count : new int[] {-1, 0, 1, 3, Integer.MAX_VALUE}) {
      ByteBuffer bytes = twoRecords().build().putInt(57, count);
      assertRefused(
          Reason.INVALID_RECORD, () -> BatchChecker.deep(RecordBatch.at(bytes, 0), LIMITS));
    }
  }

  @Property
  void recordsOfGarbageAreReadOrRefused(
      @ForAll byte[] garbage, @ForAll @Size(1) byte[] attributes, @ForAll int count) {
    ByteBuffer bytes = ByteBuffer.allocate(61 + garbage.length).put(61, garbage);
    bytes.putInt(8, bytes.limit() - 12).put(16, (byte) 2).put(22, attributes[0]).putInt(57, count);
    RecordBatch batch = RecordBatch.at(bytes, 0);
    try {
      BatchChecker.deep(batch, LIMITS);
      assertThat(count).isNotNegative();
    } catch (InvalidBatchException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property
  void aMutatedRecordIsReadOrRefused(
      @ForAll List<Record> records, @ForAll int at, @ForAll byte mutation) {
    RecordBatchBuilder builder = new RecordBatchBuilder();
    records.forEach(r -> builder.add(r.timestampMs(), r.key(), r.value(), r.headers()));
    ByteBuffer bytes = builder.build();
    int index = 61 + Math.floorMod(at, bytes.limit() - 61);
    bytes.put(index, mutation);
    try {
      BatchChecker.deep(RecordBatch.at(bytes, 0), LIMITS);
    } catch (InvalidBatchException e) {
      assertThat(e.reason()).isIn(Reason.INVALID_RECORD, Reason.INVALID_TIMESTAMP);
    }
  }

  private static void assertRefusedWith(Reason reason, Consumer<ByteBuffer> change) {
    ByteBuffer bytes = twoRecords().build();
    change.accept(bytes);
    RecordBatch.at(bytes, 0).renewCrc();
    assertRefused(reason, bytes);
  }

  private static void assertDeepRefused(Reason reason, RecordBatchBuilder builder) {
    RecordBatch batch = RecordBatch.at(builder.build(), 0);
    assertRefused(reason, () -> BatchChecker.deep(batch, LIMITS));
  }

  private static void assertRefused(Reason reason, ByteBuffer sent) {
    assertRefused(reason, () -> BatchChecker.checkProduced(sent, MAX_BYTES));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidBatchException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
