package io.barnabas.conformance.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Batches.Entry;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ProduceResponse.PartitionProduceResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Raw frames: Produce v0 to v2 carry message sets of format v0 or v1, Fetch v0 to v3 ask for them.
 */
@ExtendWith(SharedBroker.class)
class MessageFormatTest {
  private static final int RECORDS = 30;

  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP", "SNAPPY", "LZ4"})
  void everyFetchVersionGetsItsFormatOfWhatEveryProduceVersionWrote(
      CompressionType codec, Broker broker) throws IOException {
    String topic = Topics.create(broker, "formats");
    try (Wire wire = Wire.to(broker)) {
      write(wire, topic, codec);

      for (int version = 0; version <= 11; version++) {
        List<Entry> read = readAll(wire, version, topic);
        assertThat(read).as("Fetch v%s", version).extracting(Entry::value).hasSize(5 * RECORDS);
        for (int i = 0; i < read.size(); i++) {
          assertThat(read.get(i).offset()).isEqualTo(i);
          assertThat(read.get(i).value()).isEqualTo("v" + i % RECORDS);
          assertThat(read.get(i).timestampMs()).isEqualTo(timestampMs(i, version));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "3, 1", "4, 2", "11, 2"})
  void aFetchVersionGetsTheFormatThatItsClientsKnow(int version, int magic, Broker broker)
      throws IOException {
    String topic = Topics.create(broker, "magic");
    try (Wire wire = Wire.to(broker)) {
      Requests.produced(wire, 3, topic, Batches.of(2, CompressionType.GZIP, RECORDS));

      ByteBuffer records = Requests.records(Requests.fetched(wire, version, topic, 0));

      assertThat(Batches.magics(records)).containsOnly(magic);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void aDamagedMessageOfAnOldFormatIsRefused(int version, Broker broker) throws IOException {
    String topic = Topics.create(broker, "damaged");
    ByteBuffer records = Batches.of(magic(version), CompressionType.NONE, 2);
    records.put(records.limit() - 1, (byte) ~records.get(records.limit() - 1));
    try (Wire wire = Wire.to(broker)) {
      assertThat(Requests.produced(wire, version, topic, records).errorCode())
          .isEqualTo(ErrorCode.CORRUPT_MESSAGE.code());
      assertThat(Requests.fetched(wire, 4, topic, 0).highWatermark()).isZero();
    }
  }

  private static void write(Wire wire, String topic, CompressionType codec) throws IOException {
    for (int version = 0; version <= 4; version++) {
      ByteBuffer records = Batches.of(magic(version), codec, RECORDS);
      PartitionProduceResponse answer = Requests.produced(wire, version, topic, records);
      assertThat(answer.errorCode()).as("Produce v%s", version).isZero();
      assertThat(answer.baseOffset()).isEqualTo((long) version * RECORDS);
    }
  }

  /** Reads on behind what came; old formats may start before the offset asked for. */
  private static List<Entry> readAll(Wire wire, int version, String topic) throws IOException {
    List<Entry> read = new ArrayList<>();
    while (read.size() < 5 * RECORDS) {
      int next = read.size();
      List<Entry> more =
          Batches.entries(Requests.records(Requests.fetched(wire, version, topic, next))).stream()
              .filter(entry -> entry.offset() >= next)
              .toList();
      assertThat(more).as("Fetch v%s from %s", version, next).isNotEmpty();
      read.addAll(more);
    }
    return read;
  }

  private static int magic(int produceVersion) {
    return produceVersion <= 1 ? 0 : produceVersion == 2 ? 1 : 2;
  }

  /** Formats without times lose them, on the way in as on the way out. */
  private static long timestampMs(int index, int fetchVersion) {
    boolean isKnown = index >= 2 * RECORDS && fetchVersion >= 2;
    return isKnown ? 1000 + index % RECORDS : -1;
  }
}
