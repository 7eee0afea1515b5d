package io.barnabas.conformance.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache Kafka's DumpLogSegments on what compaction has left of a partition. */
class DumpCompactedSegmentsTest {
  private static final long LIMIT_SECONDS = 60;
  private static final int KEYS = 50;
  private static final int ROUNDS = 60;

  @TempDir static Path folder;

  @Test
  void compactedSegmentsAndTheirIndexesAreReadToTheEnd() throws IOException {
    BrokerSettings settings =
        BrokerSettings.in(folder)
            .with("log.cleaner.backoff.ms", "50")
            .with("log.flush.offset.checkpoint.interval.ms", "100")
            .with("log.segment.delete.delay.ms", "0");
    Path partition;
    try (BrokerProcess process = BrokerProcess.start(settings)) {
      // Written through, for with a journal the youngest segment may have no file yet.
      Map<String, String> configs =
          Map.of(
              "durability", "pagecache",
              "cleanup.policy", "compact",
              "segment.bytes", "1048576",
              "min.cleanable.dirty.ratio", "0.01");
      String topic = Topics.create(process.broker(), "compacted", 1, configs);
      partition = folder.resolve("data").resolve(topic + "-0");
      for (String codec : List.of("none", "lz4", "zstd")) {
        write(Clients.newest(process.broker()), codec, topic);
      }
      awaitCompaction(partition);
    }
    List<Path> logs = Dumps.files(partition, ".log");

    Command dump = Dumps.byKafka(logs, "--deep-iteration", "--print-data-log");

    assertThat(dump.output()).contains("deleteHorizonMs: OptionalLong[");
    assertThat(dump.output().lines().filter(line -> line.startsWith("| offset: ")))
        .hasSizeLessThan(ROUNDS * KEYS * 3)
        .last()
        .asString()
        .startsWith("| offset: " + (ROUNDS * KEYS * 3 - 1) + " ");
    assertSound(dump);
    assertSound(Dumps.byKafka(Dumps.files(partition, ".index")));
    assertSound(Dumps.byKafka(Dumps.files(partition, ".timeindex")));
  }

  /** Each key many times; the last of every fifth is a tombstone. */
  private static void write(Clients clients, String codec, String topic) {
    String filler = "x".repeat(800);
    try (OfficialProducer producer =
        clients.producer("compression.type", codec, "batch.size", "6000", "linger.ms", "5")) {
      producer.send(
          IntStream.range(0, ROUNDS * KEYS)
              .mapToObj(i -> Outgoing.of(topic, 0, "k" + i % KEYS, i % 5 == 0 ? null : i + filler))
              .toList());
    }
  }

  /**
   * Until the cleaner has passed every segment but the active one. Sizes of files do not tell: what
   * was written last may not be in them yet.
   */
  private static void awaitCompaction(Path partition) throws IOException {
    long start = System.nanoTime();
    while (!isCompacted(partition)) {
      assertThat(System.nanoTime() - start)
          .as("time until compaction")
          .isLessThan(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));
      Thread.onSpinWait();
    }
  }

  private static boolean isCompacted(Path partition) throws IOException {
    List<Path> logs = Dumps.files(partition, ".log");
    return logs.size() > 1 && cleanedUpTo(partition) == baseOffset(logs.getLast());
  }

  private static long baseOffset(Path log) {
    return Long.parseLong(log.getFileName().toString().replace(".log", ""));
  }

  /** What the directory's cleaner-offset-checkpoint says of a partition. */
  private static long cleanedUpTo(Path partition) throws IOException {
    Path checkpoint = partition.resolveSibling("cleaner-offset-checkpoint");
    if (!Files.exists(checkpoint)) {
      return 0;
    }
    String name = partition.getFileName().toString();
    String entry = name.substring(0, name.lastIndexOf('-')) + " 0 ";
    return Files.readAllLines(checkpoint).stream()
        .filter(line -> line.startsWith(entry))
        .mapToLong(line -> Long.parseLong(line.substring(entry.length())))
        .findFirst()
        .orElse(0);
  }

  private static void assertSound(Command dump) {
    assertThat(dump.output() + dump.errors())
        .doesNotContainIgnoringCase("mismatch")
        .doesNotContainIgnoringCase("out of order")
        .doesNotContainIgnoringCase("not found")
        .doesNotContain("isvalid: false")
        .doesNotContain("Exception");
  }
}
