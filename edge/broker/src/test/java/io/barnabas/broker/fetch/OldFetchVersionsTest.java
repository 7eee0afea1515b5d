package io.barnabas.broker.fetch;

import static io.barnabas.broker.fetch.Fetching.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import io.barnabas.record.CompressionType;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatchBuilder;
import io.barnabas.record.RecordBatches;
import io.barnabas.record.legacy.UpConversion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldFetchVersionsTest {
  private static final int MAX_BYTES = 1 << 20;

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();
  private final Topics topics = new Topics(client);

  @BeforeEach
  void twoBatchesOfTwoRecords() {
    topics.create("orders", 2);
    for (int i = 0; i < 2; i++) {
      RecordBatchBuilder batch =
          new RecordBatchBuilder(CompressionType.GZIP, CompressionType.GZIP.defaultLevel());
      batch.add(1, null, ByteBuffer.wrap(new byte[] {(byte) (2 * i)}));
      batch.add(1, null, ByteBuffer.wrap(new byte[] {(byte) (2 * i + 1)}));
      topics.produce("orders", 0, batch.build());
    }
  }

  private PartitionData fetch(int version, FetchRequest.FetchPartition... wanted) {
    FetchResponse answer =
        client.ask(version, Fetching.of("orders", wanted).isolationLevel((byte) 0));
    return Fetching.only(answer);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "3, 1", "4, 2"})
  void eachVersionGetsTheMessageFormatItKnows(int version, byte magic) {
    ByteBuffer messages = Fetching.bytes(fetch(version, from(0, 0)));

    assertThat(RecordBatch.at(messages, messages.position()).magic()).isEqualTo(magic);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void oldMessagesHoldTheRecords(int version) {
    ByteBuffer messages = Fetching.bytes(fetch(version, from(0, 0)));

    List<Byte> values = new ArrayList<>();
    for (RecordBatch batch : RecordBatches.whole(UpConversion.toV2(messages, MAX_BYTES))) {
      for (Record record : batch.records(MAX_BYTES)) {
        values.add(record.value().get(0));
      }
    }
    assertThat(values).containsExactly((byte) 0, (byte) 1, (byte) 2, (byte) 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void aSmallLimitStillGivesTheFirstBatch(int version) {
    PartitionData told = fetch(version, from(0, 2).partitionMaxBytes(1));

    assertThat(Fetching.sizeBytes(told)).isPositive();
  }

  @Test
  void noFileIsLeftOpenByConversions() {
    fetch(3, from(0, 0));
    int open = broker.volume().openFiles();

    for (int version = 0; version <= 3; version++) {
      fetch(version, from(0, 0), from(0, 3), from(1, 0));
    }

    assertThat(broker.volume().openFiles()).isEqualTo(open);
  }
}
