package io.barnabas.record.legacy;

import static io.barnabas.record.legacy.LegacySamples.withGaps;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.CompressionType;
import io.barnabas.record.GrowingBuffer;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.Peer;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.Samples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class LegacyMessagesTest {
  private static final int BOUND = 10_000_000;
  private static final Record RECORD =
      new Record(3, 5, null, ByteBuffer.wrap("value".getBytes(UTF_8)), List.of());

  /** A wrapper around bytes of the caller's choice. */
  private static ByteBuffer wrapper(byte magic, CompressionType compression, ByteBuffer inner) {
    GrowingBuffer packed = new GrowingBuffer(0, GrowingBuffer.UNBOUNDED);
    compression.compress(inner, compression.defaultLevel(), packed);
    Record wrapping = new Record(9, 5, null, packed.written(), List.of());
    ByteBuffer message = LegacySamples.write(magic, CompressionType.NONE, List.of(wrapping));
    message.put(17, (byte) compression.id());
    return LegacySamples.seal(message);
  }

  private static ByteBuffer message(byte magic) {
    return LegacySamples.write(magic, CompressionType.NONE, List.of(RECORD));
  }

  @Property(tries = 200)
  void aWrapperReadsAsKafkaReadsIt(
      @ForAll List<Record> records,
      @ForAll(supplier = LegacySamples.Codecs.class) CompressionType compression,
      @ForAll(supplier = LegacySamples.Magics.class) byte magic) {
    ByteBuffer bytes = LegacySamples.write(magic, compression, withGaps(records, 70));
    List<Record> read = new ArrayList<>();
    for (RecordBatch message : RecordBatches.whole(bytes)) {
      read.addAll(LegacyMessages.read(message, BOUND));
    }
    assertThat(read).isEqualTo(Peer.read(bytes));
  }

  @Test
  void theLogAppendTimeOfAWrapperIsThatOfItsRecords() {
    ByteBuffer bytes =
        MemoryRecords.withRecords(
                (byte) 1,
                0,
                Peer.compression(CompressionType.GZIP),
                TimestampType.LOG_APPEND_TIME,
                Peer.toKafka(List.of(RECORD, RECORD)))
            .buffer();
    assertThat(LegacyMessages.read(RecordBatch.at(bytes, 0), BOUND)).isEqualTo(Peer.read(bytes));
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1})
  void everySingleBitFlippedFromTheFormatOnIsDetected(byte magic) {
    ByteBuffer bytes = message(magic);
    for (int bit = 12 * 8; bit < bytes.limit() * 8; bit++) {
      byte before = bytes.get(bit / 8);
      bytes.put(bit / 8, (byte) (before ^ 1 << (bit % 8)));
      assertThatThrownBy(() -> LegacyMessages.read(RecordBatch.at(bytes, 0), BOUND))
          .as("bit %d", bit)
          .isInstanceOf(InvalidBatchException.class);
      bytes.put(bit / 8, before);
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1})
  void wrappersOfTheWrongThingsAreRefused(byte magic) {
    byte other = (byte) (1 - magic);
    ByteBuffer good = wrapper(magic, CompressionType.GZIP, message(magic));
    assertThat(LegacyMessages.read(RecordBatch.at(good, 0), BOUND)).hasSize(1);
    assertRefused(Reason.INVALID_RECORD, wrapper(magic, CompressionType.GZIP, message(other)));
    assertRefused(Reason.INVALID_RECORD, wrapper(magic, CompressionType.GZIP, good));
    ByteBuffer nothing = ByteBuffer.allocate(0);
    assertRefused(Reason.INVALID_RECORD, wrapper(magic, CompressionType.GZIP, nothing));
    ByteBuffer corrupt = message(magic).putInt(12, 0);
    assertRefused(Reason.CORRUPT_MESSAGE, wrapper(magic, CompressionType.GZIP, corrupt));
    assertRefused(
        Reason.UNSUPPORTED_COMPRESSION_TYPE, wrapper(magic, CompressionType.ZSTD, message(magic)));
  }

  @Property
  void whateverIsInAWrapperIsReadOrRefused(
      @ForAll(supplier = LegacySamples.Codecs.class) CompressionType compression,
      @ForAll(supplier = LegacySamples.Magics.class) byte magic,
      @ForAll byte[] garbage) {
    ByteBuffer bytes = wrapper(magic, CompressionType.NONE, ByteBuffer.wrap(garbage));
    bytes.put(17, (byte) compression.id());
    LegacySamples.seal(bytes);
    try {
      assertThat(LegacyMessages.read(RecordBatch.at(bytes, 0), BOUND)).isNotEmpty();
    } catch (InvalidBatchException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  private static void assertRefused(Reason reason, ByteBuffer message) {
    assertThatThrownBy(() -> LegacyMessages.read(RecordBatch.at(message, 0), BOUND))
        .isInstanceOfSatisfying(
            InvalidBatchException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
