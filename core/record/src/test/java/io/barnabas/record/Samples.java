package io.barnabas.record;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Random records: null keys and values, empty ones, headers, records that compress well. */
public final class Samples extends DomainContextBase {
  @Provide
  Arbitrary<List<Record>> records() {
    return record().list().ofMinSize(1).ofMaxSize(20).map(Samples::withConsecutiveOffsets);
  }

  /** The records with the offsets 0, 1, 2 and so on. */
  public static List<Record> withConsecutiveOffsets(List<Record> records) {
    List<Record> numbered = new ArrayList<>();
    for (Record r : records) {
      numbered.add(new Record(numbered.size(), r.timestampMs(), r.key(), r.value(), r.headers()));
    }
    return numbered;
  }

  private static Arbitrary<Record> record() {
    return Combinators.combine(
            Arbitraries.longs().between(-1, Long.MAX_VALUE / 4), bytes(), bytes(), headers())
        .as((timestampMs, key, value, headers) -> new Record(0, timestampMs, key, value, headers));
  }

  private static Arbitrary<List<RecordHeader>> headers() {
    Arbitrary<String> keys = Arbitraries.of("", "trace", "trace", "ключ", "键");
    return Combinators.combine(keys, bytes()).as(RecordHeader::new).list().ofMaxSize(3);
  }

  private static Arbitrary<ByteBuffer> bytes() {
    Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(100);
    Arbitrary<byte[]> zeros = Arbitraries.integers().between(0, 100_000).map(byte[]::new);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, random), net.jqwik.api.Tuple.of(1, zeros))
        .map(ByteBuffer::wrap)
        .injectNull(0.15);
  }
}
