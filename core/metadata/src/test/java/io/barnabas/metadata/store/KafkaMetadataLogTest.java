package io.barnabas.metadata.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Volume;
import io.barnabas.environment.simulated.FaultPlan;
import io.barnabas.environment.simulated.FaultPlan.Fault;
import io.barnabas.metadata.Simulation;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KafkaMetadataLogTest {
  private static final List<Message> RECORDS =
      List.of(
          new TopicRecord().name("orders").topicId(new Uuid(3, 4)),
          new ConfigRecord()
              .resourceType((byte) 2)
              .resourceName("orders")
              .name("retention.ms")
              .value("5"));

  private final Simulation simulation = new Simulation(3);
  private final Volume volume = simulation.volume;
  private final Path root = simulation.root;
  private final Path folder = root.resolve("__cluster_metadata-0");

  private static Map<String, ByteBuffer> files(Volume volume, Path folder) throws IOException {
    Map<String, ByteBuffer> files = new TreeMap<>();
    for (Volume.Entry entry : volume.list(folder)) {
      files.put(entry.name(), volume.readFully(folder.resolve(entry.name())));
    }
    return files;
  }

  private static ClusterImage image(KafkaMetadataLog log) {
    ImageDelta delta = new ImageDelta(ClusterImage.empty("c"));
    log.snapshot().forEach(delta::replay);
    log.committed().forEach(batch -> batch.forEach(delta::replay));
    return delta.applyUpTo(log.endOffset() - 1);
  }

  @Test
  void kafkasLogIsReadAndStaysAsItIs() throws IOException {
    KafkaFolder.elect(volume, root, List.of(1)).append(RECORDS);
    volume.replace(
        folder.resolve("00000000000000000001-0000000003.checkpoint.part"), UTF_8.encode("x"));
    Map<String, ByteBuffer> before = files(volume, folder);

    KafkaMetadataLog log = KafkaMetadataLog.read(volume, root);

    assertThat(log.committed()).containsExactly(RECORDS);
    assertThat(log.endOffset()).isEqualTo(3);
    assertThat(log.controllers()).containsExactly(1);
    assertThat(files(volume, folder)).isEqualTo(before);
  }

  @Test
  void allControllersAreFoundWhereverTheyAreNamed() throws IOException {
    KafkaFolder kafka = KafkaFolder.elect(volume, root, List.of(1, 2));
    assertThat(KafkaMetadataLog.read(volume, root).controllers()).containsExactlyInAnyOrder(1, 2);
    kafka.quorumState(
        "{\"leaderId\":3,\"currentVoters\":[{\"voterId\":1},{\"voterId\":4}],\"data_version\":0}");
    assertThat(KafkaMetadataLog.read(volume, root).controllers())
        .containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void aTornEndIsLeftOutAndDamageIsTold() throws IOException {
    KafkaFolder kafka = KafkaFolder.elect(volume, root, List.of(1)).append(RECORDS);
    kafka.appendBytes(ByteBuffer.wrap(new byte[] {0, 0, 0}));
    assertThat(KafkaMetadataLog.read(volume, root).committed()).containsExactly(RECORDS);

    ByteBuffer log = volume.readFully(folder.resolve("00000000000000000000.log"));
    log.put(70, (byte) ~log.get(70));
    volume.replace(folder.resolve("00000000000000000000.log"), log);
    assertThatThrownBy(() -> KafkaMetadataLog.read(volume, root))
        .isInstanceOf(MetadataStoreException.class)
        .hasMessageContaining("is damaged at byte 0");
  }

  @Test
  void anUnknownRecordIsTold() throws IOException {
    KafkaFolder kafka = KafkaFolder.elect(volume, root, List.of(1));
    Message unknown = new TopicRecord().name("x");
    ByteBuffer batch = CommittedBatch.encode(1, 3, 1, List.of(unknown));
    kafka.appendBytes(withRecordType(batch, 99));
    assertThatThrownBy(() -> KafkaMetadataLog.read(volume, root))
        .isInstanceOf(MetadataStoreException.class)
        .hasMessageContaining("offset 1 can't be read")
        .hasMessageContaining("99");
  }

  /** The type follows the frame version in the record's value. */
  private static ByteBuffer withRecordType(ByteBuffer batch, int type) {
    int value = 61 + 6; // length, attributes, time, offset, key and value length: a byte each
    batch.put(value + 1, (byte) type);
    CRC32C crc = new CRC32C();
    crc.update(batch.slice(21, batch.limit() - 21));
    return batch.putInt(17, (int) crc.getValue());
  }

  @Test
  void aBadQuorumStateIsTold() throws IOException {
    KafkaFolder kafka = KafkaFolder.elect(volume, root, List.of(1));
    kafka.quorumState("{\"leaderId\":1,\"data_version\":7}");
    assertThatThrownBy(() -> KafkaMetadataLog.read(volume, root)).hasMessageContaining("version 7");
    kafka.quorumState("");
    assertThatThrownBy(() -> KafkaMetadataLog.read(volume, root)).hasMessageContaining("damaged");
  }

  @Test
  void aSecondReplacementKeepsBothOfKafkas() throws IOException {
    KafkaFolder.elect(volume, root, List.of(1)).append(RECORDS);
    KafkaMetadataLog first = KafkaMetadataLog.read(volume, root);
    first.replace(volume, root, image(first), 5);
    volume.deleteRecursively(folder);
    KafkaFolder.elect(volume, root, List.of(1));
    KafkaMetadataLog second = KafkaMetadataLog.read(volume, root);
    assertThat(second.replace(volume, root, image(second), 5))
        .isEqualTo(root.resolve("__cluster_metadata-0.kafka.2"));
  }

  /** The machine stops at any operation of its disk, and again at any of the next attempt. */
  @Property(tries = 200)
  void aReplacementIsWholeOrNotAtAllAndCanBeRepeated(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int first,
      @ForAll @IntRange(max = 40) int next)
      throws IOException {
    Simulation machine = new Simulation(seed);
    KafkaFolder.elect(machine.volume, machine.root, List.of(1)).append(RECORDS);
    Map<String, ByteBuffer> kafkas = files(machine.volume, folder);
    crashIn(machine, first);
    crashIn(machine, next);
    takeOver(machine);
    assertThat(files(machine.volume, machine.root.resolve("__cluster_metadata-0.kafka")))
        .isEqualTo(kafkas);
    assertThat(entries(machine))
        .containsExactly("__cluster_metadata-0", "__cluster_metadata-0.kafka");
    HeardRecords heard = new HeardRecords();
    machine.await(() -> new LocalMetadataStore(machine.shard(), machine.root, 1).open(heard));
    assertThat(heard.records).containsExactlyElementsOf(RECORDS);
    assertThat(heard.epoch).isEqualTo(4);
  }

  private static List<String> entries(Simulation machine) throws IOException {
    return machine.volume.list(machine.root).stream().map(Volume.Entry::name).toList();
  }

  private static void crashIn(Simulation machine, int operations) {
    machine.volume.setFaults(
        FaultPlan.onOperation(machine.volume.operations() + 1 + operations, Fault.CRASH));
    machine.submit(() -> takeOverStage(machine));
    machine.world.runFor(10_000_000_000L);
    machine.volume.setFaults(FaultPlan.NONE);
    machine.crashAndRestart();
  }

  private static void takeOver(Simulation machine) {
    machine.await(() -> takeOverStage(machine));
  }

  private static CompletionStage<Boolean> takeOverStage(Simulation machine) {
    return machine
        .shard()
        .disk()
        .lane(1)
        .submit(
            volume -> {
              KafkaMetadataLog.finish(volume, machine.root);
              if (KafkaMetadataLog.isIn(volume, machine.root)) {
                KafkaMetadataLog log = KafkaMetadataLog.read(volume, machine.root);
                log.replace(volume, machine.root, image(log), 5);
              }
              return true;
            });
  }
}
