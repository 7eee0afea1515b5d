package io.barnabas.conformance.takeover;

import static io.barnabas.conformance.takeover.KafkaLife.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.broker.Folders;
import io.barnabas.conformance.broker.KafkaServer;
import io.barnabas.conformance.broker.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Kafka lives, stops, and the broker under test goes on with its directories; and back again. */
@DisabledIfSystemProperty(named = "conformance.kafka", matches = ".+")
class TakeoverTest {
  private static final int READ_IN_GROUP = 50;
  private static final int ALL_PLAIN = KafkaLife.CODECS.size() * KafkaLife.PER_CODEC;
  private static final String PRODUCED_BEFORE = "before";
  private static final String PRODUCED_AFTER = "after";

  @TempDir private Path folder;

  private BrokerSettings settings() {
    return BrokerSettings.in(folder)
        .forGroups()
        .with("log.dirs", folder.resolve("data") + "," + folder.resolve("data2"))
        .with("log.cleaner.backoff.ms", "100");
  }

  @ParameterizedTest
  @EnumSource
  void everythingGoesOnWhereKafkaStopped(KafkaServer release) throws Exception {
    BrokerSettings settings = settings();
    List<String> groups = groups(release);
    ClusterFacts before;
    KafkaProducer<String, String> producer;
    long producerId;
    try (BrokerProcess kafka = release.start(settings);
        KafkaLife life = new KafkaLife(kafka.broker())) {
      live(life, groups);
      producer = life.producer();
      send(producer, PRODUCED_BEFORE);
      producerId = producerOf(life).producerId();
      before = ClusterFacts.of(life, groups);
      assertThat(kafka.stop()).isIn(0, 143);
    }
    try (producer) {
      checkChangesNothing();
      goOn(settings, before, producer, producerId);
    }
    goBack(release, settings, before);
  }

  /** Kafka 3.9 has the new protocol of groups off unless it is asked for. */
  private static List<String> groups(KafkaServer release) {
    return release == KafkaServer.V3_9 ? List.of("classic") : List.of("classic", "consumer");
  }

  private void live(KafkaLife life, List<String> groups) throws IOException {
    life.createTopics();
    life.configure();
    life.produceToCompact();
    life.produceAllCodecs();
    life.commitTransaction();
    groups.forEach(group -> life.readInGroup(group, group, READ_IN_GROUP));
    life.deleteRecords();
    awaitCompaction();
  }

  /** Kafka says in a file how far it has come. */
  private void awaitCompaction() throws IOException {
    long start = System.nanoTime();
    while (!isCompacted(folder.resolve("data")) && !isCompacted(folder.resolve("data2"))) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(40));
      Thread.onSpinWait();
    }
  }

  private static boolean isCompacted(Path logDir) throws IOException {
    Path file = logDir.resolve("cleaner-offset-checkpoint");
    return Files.exists(file) && Files.readString(file).contains("compacted 0 ");
  }

  private static long send(KafkaProducer<String, String> producer, String value) throws Exception {
    Future<RecordMetadata> sent =
        producer.send(new ProducerRecord<>("again", 0, "producer", value));
    return sent.get(40, TimeUnit.SECONDS).offset();
  }

  private static ProducerState producerOf(KafkaLife life) {
    List<ProducerState> states =
        get(life.admin().describeProducers(List.of(new TopicPartition("again", 0))).all())
            .values()
            .iterator()
            .next()
            .activeProducers();
    return states.getLast();
  }

  private void checkChangesNothing() throws IOException {
    Map<String, Long> filesBefore = files();
    Command check =
        Tools.ofBarnabas(
            "io.barnabas.cli.front.BarnabasCommand",
            List.of(
                "import-kafka",
                "--check",
                folder.resolve("data").toString(),
                folder.resolve("data2").toString()));
    assertThat(check.errors()).isEmpty();
    assertThat(check.output())
        .contains("node 1", ", stopped in order.", "5 topics with", "configs of 4 topics")
        .contains("1 transactional ids", "Nothing was changed.");
    assertThat(check.exitCode()).isZero();
    assertThat(files()).isEqualTo(filesBefore);
  }

  /** Names and times of all files. */
  private Map<String, Long> files() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    for (String logDir : List.of("data", "data2")) {
      try (Stream<Path> paths = Files.walk(folder.resolve(logDir))) {
        for (Path path : paths.toList()) {
          files.put(path.toString(), Files.getLastModifiedTime(path).toMillis());
        }
      }
    }
    return files;
  }

  private void goOn(
      BrokerSettings settings,
      ClusterFacts before,
      KafkaProducer<String, String> producer,
      long producerId)
      throws Exception {
    List<String> groups = List.copyOf(before.committed().keySet());
    try (BrokerProcess barnabas = BrokerProcess.start(settings);
        KafkaLife life = new KafkaLife(barnabas.broker())) {
      assertThat(barnabas.stdout()).anyMatch(line -> line.contains("Taken over from Apache Kafka"));
      assertThat(ClusterFacts.of(life, groups)).isEqualTo(before);
      long end = before.offsets().getOrDefault("again-0", List.of()).getLast();
      assertThat(send(producer, PRODUCED_AFTER)).isEqualTo(end);
      ProducerState state = producerOf(life);
      assertThat(state.producerId()).isEqualTo(producerId);
      assertThat(state.lastSequence()).isEqualTo(1);
      try (KafkaProducer<String, String> fresh = life.producer()) {
        send(fresh, "fresh");
        assertThat(producerOf(life).producerId()).isGreaterThan(producerId);
      }
      for (String group : groups) {
        int left = ALL_PLAIN - READ_IN_GROUP;
        List<String> rest = life.readInGroup(group, group, left - alreadyDeleted(before, group));
        assertThat(rest).doesNotHaveDuplicates();
      }
      assertThat(barnabas.stop()).isIn(0, 143);
    }
    try (BrokerProcess again = BrokerProcess.start(settings);
        KafkaLife life = new KafkaLife(again.broker())) {
      assertThat(ClusterFacts.of(life, groups).topicIds()).isEqualTo(before.topicIds());
      assertThat(again.stdout()).noneMatch(line -> line.contains("Taken over"));
      again.stop();
    }
  }

  /** Records of the partition that was cut which the group had not read yet. */
  private static int alreadyDeleted(ClusterFacts before, String group) {
    long committed =
        before.committed().getOrDefault(group, Map.of()).getOrDefault(KafkaLife.CUT.toString(), 0L);
    return (int) Math.max(0, KafkaLife.DELETED_BELOW - committed);
  }

  /** With its own metadata log back in its place, Kafka reads what was written meanwhile. */
  private void goBack(KafkaServer release, BrokerSettings settings, ClusterFacts before)
      throws IOException {
    Path metadata = folder.resolve("data").resolve("__cluster_metadata-0");
    Folders.delete(metadata);
    Files.move(metadata.resolveSibling("__cluster_metadata-0.kafka"), metadata);
    try (BrokerProcess kafka = release.start(settings);
        KafkaLife life = new KafkaLife(kafka.broker())) {
      List<KafkaLife.Seen> read = life.readAll(List.of(new TopicPartition("again", 0)));
      assertThat(read)
          .extracting(KafkaLife.Seen::value)
          .containsExactly("committed", PRODUCED_BEFORE, PRODUCED_AFTER, "fresh");
      List<String> configs = new ArrayList<>(before.configs().keySet());
      assertThat(ClusterFacts.of(life, List.of()).configs()).containsOnlyKeys(configs);
      kafka.stop();
    }
  }
}
