package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Header;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache Kafka's DumpLogSegments on what a broker has left after a clean stop. */
class DumpLogSegmentsTest {
  private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
  private static final int EACH = 1500;
  private static final int LAST = CODECS.size() * EACH + 10 - 1;

  @TempDir static Path folder;

  private static Path partition = Path.of("");

  @BeforeAll
  static void aBrokerWritesSeveralSegments() throws IOException {
    try (BrokerProcess process = BrokerProcess.start(BrokerSettings.in(folder))) {
      Clients clients = Clients.newest(process.broker());
      String topic = Topics.create(process.broker(), "dump", 1, Map.of("segment.bytes", "1048576"));
      for (String codec : CODECS) {
        write(clients, codec, topic, EACH);
      }
      write(new Clients(process.broker(), Release.V0_10), "none", topic, 10);
      partition = folder.resolve("data").resolve(topic + "-0");
    }
  }

  @Test
  void everyLogIsReadToItsLastRecord() throws IOException {
    List<Path> logs = Dumps.files(partition, ".log");
    assertThat(logs).hasSizeGreaterThan(1);

    Command dump = Dumps.byKafka(logs, "--deep-iteration", "--print-data-log");

    assertThat(dump.output().lines().filter(line -> line.startsWith("| offset: ")))
        .hasSize(LAST + 1)
        .last()
        .asString()
        .startsWith("| offset: " + LAST + " CreateTime: 1600000000009 ")
        .contains("key: k9 payload: value 9 ");
    assertThat(dump.output())
        .contains("headerKeys: [trace]", "compresscodec: zstd", "compresscodec: snappy")
        .doesNotContain("isvalid: false");
    assertNoMismatch(dump);
  }

  @Test
  void theIndexesPointIntoTheLog() throws IOException {
    Command offsets = Dumps.byKafka(Dumps.files(partition, ".index"));
    Command times = Dumps.byKafka(Dumps.files(partition, ".timeindex"));

    assertThat(offsets.output()).containsPattern("offset: [0-9]+ position: [1-9]");
    assertThat(times.output()).containsPattern("timestamp: 16000000[0-9]+ offset: [1-9]");
    assertNoMismatch(offsets);
    assertNoMismatch(times);
  }

  @Test
  void theProducerSnapshotNamesTheProducersAndTheirLastBatch() throws IOException {
    Command dump = Dumps.byKafka(Dumps.files(partition, ".snapshot"));

    assertThat(dump.output().lines().filter(line -> line.startsWith("producerId: ")))
        .hasSizeGreaterThanOrEqualTo(CODECS.size())
        .anyMatch(line -> line.contains("lastSequence: " + (EACH - 1)));
    assertNoMismatch(dump);
  }

  @Test
  void bothToolsPrintTheSame() throws IOException {
    List<Path> files = Dumps.files(partition, ".log", ".index", ".timeindex", ".snapshot");

    assertThat(Dumps.byBarnabas(files, "--deep-iteration", "--print-data-log").output())
        .isEqualTo(Dumps.byKafka(files, "--deep-iteration", "--print-data-log").output());
  }

  private static void write(Clients clients, String codec, String topic, int count) {
    String filler = codec.equals("none") ? "x".repeat(700) : "filler";
    try (OfficialProducer producer =
        clients.producer("compression.type", codec, "batch.size", "6000", "linger.ms", "5")) {
      producer.send(
          IntStream.range(0, count)
              .mapToObj(
                  i ->
                      Outgoing.of(topic, 0, "k" + i, "value " + i + " " + filler)
                          .at(1_600_000_000_000L + i)
                          .with(new Header("trace", "1")))
              .toList());
    }
  }

  /** What the tool finds wrong it prints at the end, to either stream. */
  private static void assertNoMismatch(Command dump) {
    assertThat(dump.output() + dump.errors())
        .doesNotContainIgnoringCase("mismatch")
        .doesNotContainIgnoringCase("out of order")
        .doesNotContainIgnoringCase("not found")
        .doesNotContain("Exception");
  }
}
