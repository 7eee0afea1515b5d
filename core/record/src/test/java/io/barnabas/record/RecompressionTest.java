package io.barnabas.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
class RecompressionTest {
  @Property(tries = 200)
  void onlyTheCodecChanges(
      @ForAll List<Record> records, @ForAll CompressionType from, @ForAll CompressionType to) {
    ByteBuffer sent =
        MemoryRecords.withTransactionalRecords(
                Peer.compression(from), 7, (short) 1, 40, Peer.toKafka(records))
            .buffer();
    ByteBuffer bytes =
        Recompression.recompress(RecordBatch.at(sent, 0), to, to.defaultLevel(), 10_000_000);

    RecordBatch batch = RecordBatch.at(bytes, 0);
    assertThat(batch.compression()).isEqualTo(to);
    assertThat(batch.isTransactional()).isTrue();
    assertThat(batch.producerId()).isEqualTo(7);
    assertThat(batch.baseSequence()).isEqualTo(40);
    assertThat(batch.sizeBytes()).isEqualTo(bytes.limit());
    assertThat(Peer.read(bytes)).isEqualTo(records);
  }

  @Test
  void theBoundHoldsHereToo() {
    ByteBuffer bytes =
        new RecordBatchBuilder(CompressionType.LZ4, 9)
            .add(0, null, ByteBuffer.allocate(1000))
            .build();
    RecordBatch batch = RecordBatch.at(bytes, 0);
    assertThatThrownBy(() -> Recompression.recompress(batch, CompressionType.NONE, 0, 999))
        .isInstanceOf(InvalidBatchException.class);
  }
}
