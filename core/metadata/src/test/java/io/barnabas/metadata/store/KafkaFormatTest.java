package io.barnabas.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.Simulation;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.metadata.MetadataRecordType;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.metadata.MetadataRecordSerde;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.junit.jupiter.api.Test;

/** Apache Kafka's own classes read our files, and we read what they write. */
class KafkaFormatTest {
  private static final Uuid ID = new Uuid(3, 4);

  private final Simulation simulation = new Simulation(1);
  private final HeardRecords heard = new HeardRecords();
  private final MetadataStore store =
      new LocalMetadataStore(simulation.shard(), simulation.root, 1);

  private static List<Message> records() {
    return List.of(
        new TopicRecord().name("orders").topicId(ID),
        new PartitionRecord()
            .topicId(ID)
            .partitionId(0)
            .replicas(List.of(1, 2))
            .isr(List.of(1))
            .leader(1)
            .leaderEpoch(7)
            .partitionEpoch(8)
            .directories(List.of(new Uuid(0, 1), new Uuid(0, 2))),
        new ConfigRecord()
            .resourceType((byte) 2)
            .resourceName("orders")
            .name("retention.ms")
            .value("5"));
  }

  private MemoryRecords read(String name) throws IOException {
    Path file = simulation.root.resolve("__cluster_metadata-0").resolve(name);
    return MemoryRecords.readableRecords(simulation.volume.readFully(file));
  }

  private static List<String> decode(RecordBatch batch) {
    batch.ensureValid();
    List<String> decoded = new ArrayList<>();
    for (Record record : batch) {
      ApiMessageAndVersion message =
          MetadataRecordSerde.INSTANCE.read(
              new ByteBufferAccessor(record.value()), record.valueSize());
      decoded.add(message.message().toString());
    }
    return decoded;
  }

  @Test
  void kafkaReadsTheLog() throws IOException {
    simulation.await(() -> store.open(heard));
    simulation.await(() -> store.append(heard.epoch, records()));
    List<RecordBatch> batches = new ArrayList<>();
    read("00000000000000000000.log").batches().forEach(batches::add);
    assertThat(batches).hasSize(1);
    assertThat(batches.getFirst().partitionLeaderEpoch()).isEqualTo(heard.epoch);
    List<String> decoded = decode(batches.getFirst());
    assertThat(decoded.get(0)).contains("name='orders'");
    assertThat(decoded.get(1)).contains("replicas=[1, 2]", "leaderEpoch=7", "partitionEpoch=8");
    assertThat(decoded.get(2)).contains("name='retention.ms', value='5'");
  }

  @Test
  void kafkaReadsASnapshot() throws IOException {
    simulation.await(() -> store.open(heard));
    simulation.await(() -> store.append(heard.epoch, records()));
    ImageDelta delta = new ImageDelta(ClusterImage.empty("c"));
    heard.records.forEach(delta::replay);
    simulation.await(() -> store.writeSnapshot(delta.apply()));
    List<RecordBatch> batches = new ArrayList<>();
    read("00000000000000000003-0000000001.checkpoint").batches().forEach(batches::add);
    assertThat(batches).hasSize(3);
    assertThat(controlType(batches.get(0))).isEqualTo(ControlRecordType.SNAPSHOT_HEADER);
    assertThat(decode(batches.get(1))).hasSize(3);
    assertThat(controlType(batches.get(2))).isEqualTo(ControlRecordType.SNAPSHOT_FOOTER);
  }

  private static ControlRecordType controlType(RecordBatch batch) {
    batch.ensureValid();
    assertThat(batch.isControlBatch()).isTrue();
    return ControlRecordType.parse(batch.iterator().next().key());
  }

  @Test
  void everyRecordOfKafkaIsReadAndWrittenTheSame() {
    for (MetadataRecordType type : MetadataRecordType.values()) {
      short version = type.highestSupportedVersion();
      ApiMessageAndVersion message = new ApiMessageAndVersion(type.newMetadataRecord(), version);
      ObjectSerializationCache cache = new ObjectSerializationCache();
      ByteBuffer bytes =
          ByteBuffer.allocate(MetadataRecordSerde.INSTANCE.recordSize(message, cache));
      MetadataRecordSerde.INSTANCE.write(message, cache, new ByteBufferAccessor(bytes));
      Message ours = MetadataRecordCodec.decode(bytes.flip());
      assertThat(ours.apiKey()).isEqualTo(type.id());
      assertThat(MetadataRecordCodec.encode(ours)).as(type.name()).isEqualTo(bytes);
    }
  }
}
