package io.barnabas.broker.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import io.barnabas.protocol.message.MetadataResponse.MetadataResponseTopic;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.protocol.storage.ProducerSnapshot;
import io.barnabas.record.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our own metadata log is in Kafka's format: with Kafka's file of the last election in its folder
 * it is what a Kafka has left.
 */
class KafkaTakeoverTest {
  private static final Path DATA = SimulatedBroker.LOG_DIR;
  private static final Path METADATA = DATA.resolve("__cluster_metadata-0");
  private static final Path KEPT = DATA.resolve("__cluster_metadata-0.kafka");
  private static final Path MARK = DATA.resolve(".kafka_cleanshutdown");
  private static final String MARK_CONTENT = "{\"version\":0,\"brokerEpoch\":11}";

  private final SimulatedBroker broker = new SimulatedBroker(2).set("node.id", "4");
  private final Volume volume = broker.volume();
  private Uuid orders;

  @BeforeEach
  void leaveADirectoryOfKafkas() throws IOException {
    broker.start();
    orders = topics().create("orders", 2);
    topics().produce("orders", 1, Topics.batch(10));
    broker.stop();
    elect(4);
    put(MARK, MARK_CONTENT);
  }

  private Topics topics() {
    return new Topics(broker.connect());
  }

  private void elect(int... voters) throws IOException {
    StringBuilder named = new StringBuilder();
    for (int voter : voters) {
      named.append(named.isEmpty() ? "" : ",").append("{\"voterId\":%d}".formatted(voter));
    }
    put(
        METADATA.resolve("quorum-state"),
        "{\"leaderId\":%d,\"currentVoters\":[%s],\"data_version\":0}".formatted(voters[0], named));
  }

  private void put(Path file, String text) throws IOException {
    volume.replace(file, UTF_8.encode(text));
  }

  /** Every file below a folder with its content. */
  private Map<Path, ByteBuffer> files(Path folder) throws IOException {
    Map<Path, ByteBuffer> files = new TreeMap<>();
    for (Volume.Entry entry : volume.list(folder)) {
      Path path = folder.resolve(entry.name());
      if (entry.isFolder()) {
        files.putAll(files(path));
      } else {
        files.put(path.subpath(folder.getNameCount(), path.getNameCount()), volume.readFully(path));
      }
    }
    return files;
  }

  private MetadataResponseTopic onlyTopic() {
    MetadataResponse metadata = broker.connect().ask(12, new MetadataRequest().topics(null));
    assertThat(metadata.topics()).hasSize(1);
    return metadata.topics().getFirst();
  }

  private void assertRefused(String... words) throws IOException {
    Map<Path, ByteBuffer> before = files(DATA);
    assertThat(broker.failedStart())
        .isInstanceOf(TakeoverRefusedException.class)
        .message()
        .contains(words)
        .doesNotContain("\n");
    assertThat(files(DATA)).isEqualTo(before);
  }

  @Test
  void topicsAndRecordsAreThereAndKafkasLogIsKept() throws IOException {
    Map<Path, ByteBuffer> kafkas = files(METADATA);

    broker.start();

    assertThat(files(KEPT)).isEqualTo(kafkas);
    assertThat(volume.exists(METADATA.resolve("quorum-state"))).isFalse();
    assertThat(onlyTopic().topicId()).isEqualTo(orders);
    assertThat(onlyTopic().partitions())
        .allSatisfy(partition -> assertThat(partition.leaderId()).isEqualTo(4))
        .allSatisfy(partition -> assertThat(partition.leaderEpoch()).isEqualTo(1));
    assertThat(topics().produce("orders", 1, Topics.batch(10)).baseOffset()).isEqualTo(1);
  }

  @Test
  void whatWasTakenOverStaysSo() throws IOException {
    broker.start();
    broker.stop();
    broker.start();
    assertThat(volume.exists(DATA.resolve("__cluster_metadata-0.kafka.2"))).isFalse();
    assertThat(onlyTopic().partitions().getFirst().leaderEpoch()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9, 13, 17, 21, 25, 29, 33, 37})
  void aStartThatIsCutOffIsDoneAgain(int operations) throws IOException {
    long fatal = broker.volume().operations() + operations;
    broker.volume().setFaults(FaultPlan.onOperation(fatal, Fault.CRASH));
    try {
      broker.start();
    } catch (AssertionError expected) {
      // It never came to an end.
    }
    broker.volume().setFaults(FaultPlan.NONE);
    broker.crash();
    broker.start();

    assertThat(onlyTopic().topicId()).isEqualTo(orders);
    assertThat(topics().produce("orders", 1, Topics.batch(10)).baseOffset()).isEqualTo(1);
    assertThat(volume.exists(KEPT.resolve("quorum-state"))).isTrue();
  }

  @Test
  void theNodeIsThatOfTheDirectoryWhereTheConfigurationLeavesItOpen() {
    broker.unset("node.id");
    broker.start();
    assertThat(onlyTopic().partitions().getFirst().leaderId()).isEqualTo(4);
  }

  @Test
  void aDirectoryOfSeveralControllers() throws IOException {
    elect(4, 5, 6);
    assertRefused(DATA.toString(), "controllers [4, 5, 6]", "node 4", "Nothing was changed");
  }

  @Test
  void damagedMetadata() throws IOException {
    Path log = METADATA.resolve("00000000000000000000.log");
    ByteBuffer content = volume.readFully(log);
    content.put(70, (byte) ~content.get(70));
    volume.replace(log, content);
    assertRefused("Kafka's metadata in " + DATA, log + " is damaged at byte 0");
  }

  @Test
  void abortedTransactions() throws IOException {
    put(DATA.resolve("orders-1").resolve("00000000000000000000.txnindex"), "x".repeat(34));
    assertRefused("orders-1", "aborted transactions");
  }

  @Test
  void aTransactionThatAPartitionHasOpen() throws IOException {
    ProducerSnapshot snapshot =
        new ProducerSnapshot()
            .producerEntries(
                List.of(
                    new ProducerSnapshot.ProducerEntry().producerId(7).currentTxnFirstOffset(0)));
    MessageWriter out = new MessageWriter();
    out.writeShort((short) 1);
    snapshot.write(out, (short) 1);
    volume.replace(
        DATA.resolve("orders-1").resolve("00000000000000000001.snapshot"),
        out.toOutbound().bytes());
    assertRefused("The partition orders-1", "transaction in progress");
  }

  @Test
  void aMetadataLogThatIsMissing() throws IOException {
    volume.deleteRecursively(METADATA);
    assertRefused(DATA.toString(), "orders-0", "no metadata log", "metadata.log.dir");
  }

  @Test
  void aMetadataLogInAnotherDirectory() throws IOException {
    Path first = SimulatedBroker.LOG_DIR.resolveSibling("first");
    broker.set("log.dirs", first + "," + DATA);
    assertRefused("The metadata log is in " + DATA, "set metadata.log.dir=" + DATA);
  }

  @Test
  void aDirectoryThatIsNotNamed() throws IOException {
    Path other = SimulatedBroker.LOG_DIR.resolveSibling("other");
    broker.set("log.dirs", DATA + "," + other);
    Path properties = DATA.resolve("meta.properties");
    String text = UTF_8.decode(volume.readFully(properties)).toString();
    put(properties, text.replaceAll("directory.id=.*", "directory.id=AAAAAAAAAAEAAAAAAAAAAg"));
    assertRefused("log directories with the ids", "name all of Kafka's log.dirs");
  }

  @Test
  void aDirectoryThatZooKeeperManages() throws IOException {
    put(DATA.resolve("meta.properties"), "version=0\nbroker.id=4\ncluster.id=c\n");
    Map<Path, ByteBuffer> before = files(DATA);
    assertThat(broker.failedStart()).hasMessageContainingAll(DATA.toString(), "ZooKeeper");
    assertThat(files(DATA)).isEqualTo(before);
  }

  @Test
  void aPartOfASegmentThatIsNoBatchIsNotTakenForATransaction() throws IOException {
    Path folder = DATA.resolve("__transaction_state-0");
    volume.createDirectories(folder);
    ByteBuffer batch =
        new RecordBatchBuilder().add(0, ByteBuffer.allocate(1), ByteBuffer.allocate(1)).build();
    volume.replace(folder.resolve("00000000000000000000.log"), batch);
    assertThat(TransactionReview.of(volume, List.of(folder))).isEmpty();
  }
}
