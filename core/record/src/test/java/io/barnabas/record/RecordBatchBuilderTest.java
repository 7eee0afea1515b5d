package io.barnabas.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.InvalidBatchException.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class RecordBatchBuilderTest {
  private static final int MAX_EXPANDED_BYTES = 10_000_000;

  private static RecordBatchBuilder add(RecordBatchBuilder builder, List<Record> records) {
    records.forEach(r -> builder.add(r.timestampMs(), r.key(), r.value(), r.headers()));
    return builder;
  }

  @Property(tries = 300)
  void kafkaReadsWhatWeWrite(@ForAll List<Record> records, @ForAll CompressionType compression) {
    RecordBatchBuilder builder = new RecordBatchBuilder(compression, compression.defaultLevel());
    ByteBuffer batch = add(builder, records).build();
    assertThat(Peer.read(batch)).isEqualTo(records);
  }

  @Property(tries = 300)
  void weReadWhatKafkaWrites(@ForAll List<Record> records, @ForAll CompressionType compression) {
    ByteBuffer bytes =
        MemoryRecords.withRecords(Peer.compression(compression), Peer.toKafka(records)).buffer();
    RecordBatch batch = RecordBatch.at(bytes, 0);
    assertThat(batch.isCrcValid()).isTrue();
    assertThat(batch.compression()).isEqualTo(compression);
    assertThat(batch.records(MAX_EXPANDED_BYTES)).containsExactlyElementsOf(records);
  }

  @Property(tries = 100)
  void anUncompressedBatchIsTheSameBytesAsKafkas(@ForAll List<Record> records) {
    ByteBuffer theirs =
        MemoryRecords.withIdempotentRecords(
                70L,
                Peer.compression(CompressionType.NONE),
                9,
                (short) 2,
                17,
                5,
                Peer.toKafka(records))
            .buffer();
    RecordBatchBuilder builder = new RecordBatchBuilder();
    builder.baseOffset(70).producer(9, (short) 2, 17).partitionLeaderEpoch(5);
    assertThat(add(builder, records).build()).isEqualTo(theirs);
  }

  @ParameterizedTest
  @CsvSource({"GZIP,1", "GZIP,9", "LZ4,1", "LZ4,17", "ZSTD,-5", "ZSTD,22", "SNAPPY,0"})
  void kafkaReadsEveryLevel(CompressionType compression, int level) {
    assertThat(compression.isLevelValid(level)).isTrue();
    ByteBuffer value = ByteBuffer.wrap("many words, many words ".repeat(9000).getBytes(UTF_8));
    ByteBuffer batch = new RecordBatchBuilder(compression, level).add(1, null, value).build();
    assertThat(batch.limit()).isLessThan(value.limit() / 4);
    assertThat(Peer.read(batch)).containsExactly(new Record(0, 1, null, value, List.of()));
  }

  @Test
  void theLogAppendTimeIsEveryRecordsTimestamp() {
    ByteBuffer value = ByteBuffer.wrap(new byte[] {1});
    ByteBuffer bytes =
        new RecordBatchBuilder().logAppendTime(77).add(5, null, value).add(9, null, value).build();
    RecordBatch batch = RecordBatch.at(bytes, 0);
    assertThat(batch.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    assertThat(batch.maxTimestamp()).isEqualTo(77);
    assertThat(batch.records(100)).extracting(Record::timestampMs).containsExactly(77L, 77L);
    assertThat(Peer.read(bytes)).extracting(Record::timestampMs).containsExactly(77L, 77L);
  }

  @Test
  void aBatchNeedsARecordAndStaysWithinItsBound() {
    assertThatThrownBy(() -> new RecordBatchBuilder().build())
        .isInstanceOf(IllegalStateException.class);
    RecordBatchBuilder small = new RecordBatchBuilder(CompressionType.NONE, 0, 100);
    small.add(0, null, ByteBuffer.allocate(10));
    assertThat(small.recordCount()).isEqualTo(1);
    assertThat(small.uncompressedBytes()).isBetween(71, 90);
    assertThatThrownBy(() -> small.add(0, null, ByteBuffer.allocate(30)))
        .isInstanceOfSatisfying(
            InvalidBatchException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.MESSAGE_TOO_LARGE));
  }
}
