package io.barnabas.conformance.takeover;

import static io.barnabas.conformance.takeover.KafkaLife.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.broker.KafkaServer;
import io.barnabas.conformance.broker.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Directories of Kafka's that can't be taken over, or not at once: each is told in one line. */
@DisabledIfSystemProperty(named = "conformance.kafka", matches = ".+")
class TakeoverRefusalsTest {
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
  private static final int RECORDS = 20;

  @TempDir private static Path folder;

  private static Path stopped = Path.of("");
  private static Path killed = Path.of("");
  private static Path encumbered = Path.of("");
  private static String startWhileKafkaRuns = "";
  private static Command checkWhileKafkaRuns = new Command(0, "", "");

  @BeforeAll
  static void kafkaLives() throws IOException {
    BrokerSettings kafkas = BrokerSettings.in(folder.resolve("kafka"));
    try (BrokerProcess kafka = KafkaServer.V4_3.start(kafkas);
        KafkaLife life = new KafkaLife(kafka.broker())) {
      get(life.admin().createTopics(List.of(new NewTopic("orders", 1, (short) 1))).all());
      produce(life);
      startWhileKafkaRuns = lineOfFailure(kafkas.dataFolder());
      checkWhileKafkaRuns = check(kafkas.dataFolder());
      kafka.stop();
    }
    stopped = copy(kafkas.dataFolder(), "stopped");
    try (BrokerProcess kafka = KafkaServer.V4_3.start(kafkas);
        KafkaLife life = new KafkaLife(kafka.broker())) {
      produce(life);
      kafka.kill();
    }
    killed = copy(kafkas.dataFolder(), "killed");
    try (BrokerProcess kafka = KafkaServer.V4_3.start(kafkas);
        KafkaLife life = new KafkaLife(kafka.broker())) {
      encumber(life);
      kafka.stop();
    }
    encumbered = kafkas.dataFolder();
  }

  private static void produce(KafkaLife life) {
    try (KafkaProducer<String, String> producer = life.producer()) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(new ProducerRecord<>("orders", 0, "k", "v" + i));
      }
    }
  }

  /** Leaves a user, a quota and a transaction that nobody ends. */
  private static void encumber(KafkaLife life) {
    get(
        life.admin()
            .alterUserScramCredentials(
                List.of(
                    new UserScramCredentialUpsertion(
                        "ann",
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096),
                        "secret")))
            .all());
    ClientQuotaEntity client = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "greedy"));
    get(
        life.admin()
            .alterClientQuotas(
                List.of(
                    new ClientQuotaAlteration(
                        client, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 1e6)))))
            .all());
    try (KafkaProducer<String, String> producer = life.producer("transactional.id", "undecided")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("orders", 0, "k", "never committed"));
      producer.flush();
      producer.close(Duration.ZERO);
    }
  }

  private static Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  private static Command check(Path... logDirs) throws IOException {
    List<String> arguments =
        Stream.concat(Stream.of("import-kafka", "--check"), Stream.of(logDirs).map(Path::toString))
            .toList();
    return Tools.ofBarnabas("io.barnabas.cli.front.BarnabasCommand", arguments);
  }

  private static BrokerSettings on(String logDirs) throws IOException {
    return BrokerSettings.in(Files.createTempDirectory(folder, "ours")).with("log.dirs", logDirs);
  }

  private static String lineOfFailure(Path logDir) throws IOException {
    return lineOfFailure(on(logDir.toString()));
  }

  private static String lineOfFailure(BrokerSettings settings) throws IOException {
    try (BrokerProcess process = BrokerProcess.launch(settings)) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.stderr()).hasSize(1);
      return process.stderr().getFirst();
    }
  }

  @Test
  void aKafkaThatIsRunning() {
    assertThat(startWhileKafkaRuns).contains("is in use by another broker");
    assertThat(checkWhileKafkaRuns.exitCode()).isEqualTo(1);
    assertThat(checkWhileKafkaRuns.errors()).contains("is in use by a broker: stop it first");
  }

  @Test
  void aKafkaThatWasKilledIsRecovered() throws IOException {
    assertThat(check(killed).output()).contains("not stopped in order");
    try (BrokerProcess barnabas = BrokerProcess.start(on(killed.toString()));
        KafkaLife life = new KafkaLife(barnabas.broker())) {
      assertThat(barnabas.stderr())
          .anyMatch(line -> line.contains("Kafka was not stopped in order"));
      assertThat(life.readAll(List.of(ORDERS))).hasSize(2 * RECORDS);
    }
  }

  @Test
  void whatCouldNotBeServed() throws IOException {
    assertThat(lineOfFailure(encumbered))
        .contains(
            encumbered.toString(),
            "SCRAM credentials of the users [ann]",
            "transactions of [undecided] are in progress",
            "Nothing was changed");
    Command check = check(encumbered);
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.output())
        .contains("1 client quotas", "[ann]", "[undecided]", "It can't be taken over like this");
  }

  @Test
  void aDamagedMetadataLog() throws IOException {
    Path damaged = copy(stopped, "damaged");
    Path log = damaged.resolve("__cluster_metadata-0").resolve("00000000000000000000.log");
    byte[] content = Files.readAllBytes(log);
    content[300] ^= 1;
    Files.write(log, content);
    assertThat(lineOfFailure(damaged)).contains("Kafka's metadata in", log + " is damaged at byte");
    assertThat(check(damaged).errors()).contains(log + " is damaged at byte");
  }

  @Test
  void aNodeOfALargerCluster() throws IOException {
    Path one = copy(stopped, "one-of-three");
    Files.writeString(
        one.resolve("__cluster_metadata-0").resolve("quorum-state"),
        "{\"clusterId\":\"\",\"leaderId\":2,\"leaderEpoch\":1,\"votedId\":-1,\"data_version\":1}");
    assertThat(lineOfFailure(one)).contains("controllers [1, 2]", "node 1");
  }

  @Test
  void aDirectoryOfAnotherCluster() throws IOException {
    Path first = copy(stopped, "first");
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(
        second.resolve("meta.properties"),
        "version=1\nnode.id=1\ncluster.id=another\ndirectory.id=AAAAAAAAAAEAAAAAAAAAAg\n");
    assertThat(lineOfFailure(on(first + "," + second))).contains("belongs to cluster another");
    assertThat(check(first, second).errors()).contains("cluster another");
  }

  @Test
  void aDirectoryThatZooKeeperManages() throws IOException {
    Path old = Files.createDirectories(folder.resolve("old"));
    Files.createDirectory(old.resolve("orders-0"));
    Files.writeString(old.resolve("meta.properties"), "version=0\nbroker.id=1\ncluster.id=c\n");
    assertThat(lineOfFailure(old)).contains("ZooKeeper", "migrate it to KRaft");
    assertThat(old.resolve("orders-0")).exists();
  }

  @Test
  void aDirectoryWithoutItsMetadataLog() throws IOException {
    Path data = copy(stopped, "without");
    Files.move(
        data.resolve("__cluster_metadata-0"),
        Files.createDirectory(folder.resolve("elsewhere")).resolve("m"));
    assertThat(lineOfFailure(data)).contains("no metadata log", "metadata.log.dir");
    assertThat(data.resolve("orders-0")).exists();
  }
}
