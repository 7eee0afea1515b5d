package io.barnabas.record.legacy;

import static io.barnabas.record.legacy.LegacySamples.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.record.BatchChecker;
import io.barnabas.record.CompressionType;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.InvalidBatchException.Reason;
import io.barnabas.record.Peer;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
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

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class UpConversionTest {
  private static final int BOUND = 10_000_000;
  private static final List<Record> ONE =
      List.of(new Record(0, 5, null, ByteBuffer.wrap("v".getBytes(UTF_8)), List.of()));

  private static ByteBuffer concat(ByteBuffer... parts) {
    ByteBuffer all = ByteBuffer.allocate(1_000_000);
    for (ByteBuffer part : parts) {
      all.put(part.duplicate());
    }
    return all.flip();
  }

  @Property(tries = 300)
  void aProducersMessageSetBecomesOneBatchTheLogTakes(
      @ForAll List<Record> records,
      @ForAll(supplier = LegacySamples.Codecs.class) CompressionType compression,
      @ForAll(supplier = LegacySamples.Magics.class) byte magic) {
    List<Record> plain = without(records, magic);
    ByteBuffer sent =
        MemoryRecords.withRecords(magic, Peer.compression(compression), Peer.toKafka(plain))
            .buffer();
    ByteBuffer batch = UpConversion.toV2(sent, BOUND);
    assertThat(BatchChecker.checkProduced(batch, BOUND).compression()).isEqualTo(compression);
    assertThat(Peer.read(batch)).isEqualTo(plain);
  }

  @Property(tries = 50)
  void severalWrappersBecomeOneBatch(
      @ForAll List<Record> records, @ForAll(supplier = LegacySamples.Magics.class) byte magic) {
    ByteBuffer wrapper = LegacySamples.write(magic, CompressionType.GZIP, without(records, magic));
    ByteBuffer batch = UpConversion.toV2(concat(wrapper, wrapper, wrapper), BOUND);
    List<Record> thrice = new ArrayList<>(records);
    thrice.addAll(records);
    thrice.addAll(records);
    assertThat(Peer.read(batch)).isEqualTo(without(Samples.withConsecutiveOffsets(thrice), magic));
  }

  @Test
  void refusesWhatIsNoSetOfOneOldFormat() {
    ByteBuffer v0 = LegacySamples.write((byte) 0, CompressionType.NONE, ONE);
    ByteBuffer v1 = LegacySamples.write((byte) 1, CompressionType.NONE, ONE);
    ByteBuffer v2 = LegacySamples.write((byte) 2, CompressionType.NONE, ONE);
    assertRefused(Reason.INVALID_RECORD, ByteBuffer.allocate(0));
    assertRefused(Reason.INVALID_RECORD, concat(v0, v1));
    assertRefused(Reason.INVALID_RECORD, v2);
    assertRefused(Reason.CORRUPT_MESSAGE, concat(v1, v0.slice(0, v0.limit() - 1)));
    assertRefused(Reason.CORRUPT_MESSAGE, concat(v1).put(20, (byte) 99));
  }

  @Test
  void refusesTheLogAppendTimeFromAProducer() {
    ByteBuffer sent =
        MemoryRecords.withRecords(
                (byte) 1,
                0,
                Peer.compression(CompressionType.NONE),
                TimestampType.LOG_APPEND_TIME,
                Peer.toKafka(ONE))
            .buffer();
    assertRefused(Reason.INVALID_TIMESTAMP, sent);
  }

  @Test
  void refusesABombAndManySmallOnes() {
    List<Record> large = List.of(new Record(0, 0, null, ByteBuffer.allocate(500_000), List.of()));
    ByteBuffer wrapper = LegacySamples.write((byte) 1, CompressionType.GZIP, large);
    assertRefused(Reason.MESSAGE_TOO_LARGE, wrapper, 499_999);
    assertRefused(Reason.MESSAGE_TOO_LARGE, concat(wrapper, wrapper, wrapper), 1_200_000);
  }

  @Property
  void mutatedSetsAreConvertedOrRefused(
      @ForAll List<Record> records,
      @ForAll(supplier = LegacySamples.Codecs.class) CompressionType compression,
      @ForAll(supplier = LegacySamples.Magics.class) byte magic,
      @ForAll int at,
      @ForAll byte mutation) {
    ByteBuffer sent = LegacySamples.write(magic, compression, records);
    sent.put(Math.floorMod(at, sent.limit()), mutation);
    // past the checksum, so that what lies behind it is tried too
    RecordBatch first = RecordBatch.at(sent, 0);
    if (first.sizeBytes() == sent.limit() && first.magic() == magic) {
      LegacySamples.seal(sent);
    }
    try {
      assertThat(UpConversion.toV2(sent, BOUND).limit()).isPositive();
    } catch (InvalidBatchException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  private static void assertRefused(Reason reason, ByteBuffer sent) {
    assertRefused(reason, sent, BOUND);
  }

  private static void assertRefused(Reason reason, ByteBuffer sent, int maxExpandedBytes) {
    assertThatThrownBy(() -> UpConversion.toV2(sent, maxExpandedBytes))
        .isInstanceOfSatisfying(
            InvalidBatchException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
