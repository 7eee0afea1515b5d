package io.barnabas.record.legacy;

import static io.barnabas.record.legacy.LegacySamples.withGaps;
import static io.barnabas.record.legacy.LegacySamples.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.CompressionType;
import io.barnabas.record.EndTransactionMarker;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.Peer;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.Samples;
import io.barnabas.record.legacy.DownConversion.Converted;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class DownConversionTest {
  private static final int BOUND = 10_000_000;
  private static final ByteBuffer VALUE = ByteBuffer.wrap("value".getBytes(UTF_8));

  private static DownConversion to(byte magic) {
    return new DownConversion(magic, BOUND, BOUND);
  }

  private static ByteBuffer batch(long offset, CompressionType compression) {
    return new RecordBatchBuilder(compression, compression.defaultLevel())
        .baseOffset(offset)
        .add(100, null, VALUE)
        .add(200, null, VALUE)
        .build();
  }

  private static ByteBuffer marker(long offset) {
    ByteBuffer bytes = new EndTransactionMarker(true, 1).toBatch(9, (short) 0, 100);
    RecordBatch.at(bytes, 0).assignOffset(offset);
    return bytes;
  }

  private static ByteBuffer concat(ByteBuffer... parts) {
    ByteBuffer all = ByteBuffer.allocate(10_000);
    for (ByteBuffer part : parts) {
      all.put(part.duplicate());
    }
    return all.flip();
  }

  private static List<Long> offsets(Converted converted) {
    return Peer.read(converted.messages()).stream().map(Record::offset).toList();
  }

  @Property(tries = 300)
  void anOldConsumerReadsEveryRecordAtItsOffset(
      @ForAll List<Record> records,
      @ForAll(supplier = LegacySamples.Codecs.class) CompressionType compression,
      @ForAll(supplier = LegacySamples.Magics.class) byte magic) {
    List<Record> stored = withGaps(records, 70);
    Converted converted = to(magic).convert(LegacySamples.write((byte) 2, compression, stored), 0);

    assertThat(RecordBatch.at(converted.messages(), 0).magic()).isEqualTo(magic);
    assertThat(RecordBatch.at(converted.messages(), 0).compression()).isEqualTo(compression);
    assertThat(converted.nextOffset()).isEqualTo(stored.getLast().offset() + 1);
    assertThat(Peer.read(converted.messages())).isEqualTo(without(stored, magic));
  }

  @Property(tries = 100)
  void uncompressedMessagesAreTheSameBytesAsKafkas(
      @ForAll List<Record> records, @ForAll(supplier = LegacySamples.Magics.class) byte magic) {
    List<Record> plain = without(records, magic);
    ByteBuffer stored = LegacySamples.write((byte) 2, CompressionType.NONE, plain);
    assertThat(to(magic).convert(stored, 0).messages())
        .isEqualTo(LegacySamples.write(magic, CompressionType.NONE, plain));
  }

  @Property(tries = 100)
  void v1BecomesV0AndStaysV1(
      @ForAll List<Record> records,
      @ForAll(supplier = LegacySamples.Codecs.class) CompressionType compression) {
    List<Record> stored = withGaps(records, 70);
    ByteBuffer v1 = LegacySamples.write((byte) 1, compression, stored);
    assertThat(to((byte) 1).convert(v1, 0).messages()).isEqualTo(v1);
    assertThat(Peer.read(to((byte) 0).convert(v1, 0).messages()))
        .isEqualTo(without(stored, (byte) 0));
  }

  @Test
  void theBrokenChecksumOfV0FramesIsTheOneKafkaWrites() {
    ByteBuffer stored = batch(0, CompressionType.LZ4);
    List<Record> records = Peer.read(stored);
    int checksumOffset = 18 + 4 + 4 + 6;
    for (byte magic = 0; magic < 2; magic++) {
      int at = checksumOffset + 8 * magic;
      assertThat(to(magic).convert(stored, 0).messages().get(at))
          .isEqualTo(LegacySamples.write(magic, CompressionType.LZ4, records).get(at));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void theLogAppendTimeIsKept(String codec) {
    ByteBuffer stored =
        new RecordBatchBuilder(CompressionType.ofName(codec), -1)
            .logAppendTime(777)
            .add(1, null, VALUE)
            .add(2, null, VALUE)
            .build();
    ByteBuffer messages = to((byte) 1).convert(stored, 0).messages();
    assertThat(RecordBatch.at(messages, 0).timestampType())
        .isEqualTo(io.barnabas.record.TimestampType.LOG_APPEND_TIME);
    assertThat(Peer.read(messages)).extracting(Record::timestampMs).containsExactly(777L, 777L);
  }

  @Test
  void controlBatchesAreLeftOutAndTheReaderIsToldWhereToGoOn() {
    Converted between =
        to((byte) 1)
            .convert(
                concat(
                    batch(10, CompressionType.NONE), marker(12), batch(13, CompressionType.GZIP)),
                10);
    assertThat(offsets(between)).containsExactly(10L, 11L, 13L, 14L);

    Converted onlyMarkers = to((byte) 0).convert(concat(marker(12), marker(13)), 12);
    assertThat(onlyMarkers.isEmpty()).isTrue();
    assertThat(onlyMarkers.nextOffset()).isEqualTo(14);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void recordsBeforeTheOffsetAskedForAreLeftOut(String codec) {
    ByteBuffer stored =
        concat(
            batch(10, CompressionType.ofName(codec)),
            batch(12, CompressionType.ofName(codec)),
            batch(14, CompressionType.ofName(codec)));
    assertThat(offsets(to((byte) 1).convert(stored, 13))).containsExactly(13L, 14L, 15L);
  }

  @Test
  void stopsAtTheBoundButNotBeforeTheFirstMessage() {
    ByteBuffer stored =
        concat(marker(9), batch(10, CompressionType.NONE), batch(12, CompressionType.NONE));
    Converted first = new DownConversion((byte) 1, 1, BOUND).convert(stored, 9);
    assertThat(offsets(first)).containsExactly(10L, 11L);
    assertThat(first.nextOffset()).isEqualTo(12);
  }

  @Test
  void aPartialLastBatchIsLeftOut() {
    ByteBuffer stored = concat(batch(10, CompressionType.NONE), batch(12, CompressionType.NONE));
    Converted converted = to((byte) 1).convert(stored.limit(stored.limit() - 1), 10);
    assertThat(offsets(converted)).containsExactly(10L, 11L);
    assertThat(converted.nextOffset()).isEqualTo(12);
  }

  @Test
  void zstdIsRefusedUnlessThereIsSomethingElseToGiveFirst() {
    ByteBuffer zstd = batch(12, CompressionType.ZSTD);
    Converted before = to((byte) 1).convert(concat(batch(10, CompressionType.NONE), zstd), 10);
    assertThat(offsets(before)).containsExactly(10L, 11L);
    assertThat(before.nextOffset()).isEqualTo(12);
    assertThatThrownBy(() -> to((byte) 1).convert(concat(marker(11), zstd), 11))
        .isInstanceOfSatisfying(
            InvalidBatchException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_COMPRESSION_TYPE));
  }

  @Test
  void convertsToOldFormatsOnly() {
    assertThatThrownBy(() -> to((byte) 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
