package io.barnabas.record.legacy;

import io.barnabas.record.CompressionType;
import io.barnabas.record.Peer;
import io.barnabas.record.Record;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

/** What the old formats can hold, and message sets as the official classes write them. */
final class LegacySamples {
  private LegacySamples() {}

  /** The codecs of the old formats. */
  static final class Codecs implements ArbitrarySupplier<CompressionType> {
    @Override
    public Arbitrary<CompressionType> get() {
      return Arbitraries.of(CompressionType.class).filter(type -> type != CompressionType.ZSTD);
    }
  }

  /** The old formats. */
  static final class Magics implements ArbitrarySupplier<Byte> {
    @Override
    public Arbitrary<Byte> get() {
      return Arbitraries.of((byte) 0, (byte) 1);
    }
  }

  /** The records without headers and, in v0, without timestamps. */
  static List<Record> without(List<Record> records, byte magic) {
    return records.stream()
        .map(
            r ->
                new Record(
                    r.offset(), magic == 0 ? -1 : r.timestampMs(), r.key(), r.value(), List.of()))
        .toList();
  }

  /** The records with gaps between their offsets. */
  static List<Record> withGaps(List<Record> records, long baseOffset) {
    return records.stream()
        .map(
            r ->
                new Record(
                    baseOffset + r.offset() * 3, r.timestampMs(), r.key(), r.value(), r.headers()))
        .toList();
  }

  static ByteBuffer write(byte magic, CompressionType compression, List<Record> records) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(1024),
            magic,
            Peer.compression(compression),
            TimestampType.CREATE_TIME,
            records.getFirst().offset());
    for (Record r : magic < 2 ? without(records, magic) : records) {
      builder.appendWithOffset(r.offset(), Peer.toKafka(List.of(r))[0]);
    }
    return builder.build().buffer();
  }

  /** Makes the checksum of the one message in the buffer agree with its bytes. */
  static ByteBuffer seal(ByteBuffer message) {
    CRC32 crc = new CRC32();
    crc.update(message.slice(16, message.limit() - 16));
    return message.putInt(12, (int) crc.getValue());
  }
}
