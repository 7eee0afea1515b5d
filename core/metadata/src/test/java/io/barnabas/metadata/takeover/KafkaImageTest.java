package io.barnabas.metadata.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.Simulation;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.metadata.store.KafkaFolder;
import io.barnabas.metadata.store.KafkaMetadataLog;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.BeginTransactionRecord;
import io.barnabas.protocol.metadata.ClientQuotaRecord;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.EndTransactionRecord;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import io.barnabas.protocol.metadata.NoOpRecord;
import io.barnabas.protocol.metadata.PartitionChangeRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.metadata.ProducerIdsRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.RegisterControllerRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaImageTest {
  private static final Uuid ORDERS = new Uuid(1, 2);
  private static final int NODE = 5;

  private final Simulation simulation = new Simulation(1);

  /** A log of records, each in a batch of its own but for those of a transaction. */
  private ClusterImage read(Message... records) throws IOException {
    KafkaFolder kafka = KafkaFolder.elect(simulation.volume, simulation.root, List.of(NODE));
    for (Message record : records) {
      kafka.append(List.of(record));
    }
    KafkaMetadataLog log = KafkaMetadataLog.read(simulation.volume, simulation.root);
    return KafkaImage.read(log, "c");
  }

  private static PartitionRecord partition(Uuid topicId) {
    return new PartitionRecord()
        .topicId(topicId)
        .partitionId(0)
        .replicas(List.of(NODE))
        .isr(List.of(NODE))
        .leader(NODE)
        .leaderEpoch(7)
        .partitionEpoch(9)
        .directories(List.of(new Uuid(8, 8)));
  }

  @Test
  void transactionsOfRecordsCountOnlyWhenTheyWereEnded() throws IOException {
    ClusterImage image =
        read(
            new BeginTransactionRecord().name("a"),
            new TopicRecord().name("orders").topicId(ORDERS),
            new EndTransactionRecord(),
            new BeginTransactionRecord().name("b"),
            new TopicRecord().name("never").topicId(new Uuid(3, 3)));
    assertThat(image.topics().all()).extracting(TopicImage::name).containsExactly("orders");
    assertThat(image.offset()).isEqualTo(5);
  }

  @Test
  void thisNodeLeadsEveryPartitionInANewEpoch() throws IOException {
    ClusterImage kafka =
        read(
            new TopicRecord().name("orders").topicId(ORDERS),
            partition(ORDERS),
            // What Kafka writes when its only broker stops.
            new PartitionChangeRecord().topicId(ORDERS).partitionId(0).leader(-1));

    ClusterImage taken = KafkaImage.takenOver(kafka, NODE);

    TopicImage orders = taken.topics().find("orders");
    assertThat(orders).isNotNull();
    PartitionImage before = kafka.topics().find(ORDERS).partitions().getFirst();
    PartitionImage after = orders.partitions().getFirst();
    assertThat(orders.id()).isEqualTo(ORDERS);
    assertThat(before.leader()).isEqualTo(-1);
    assertThat(after.leader()).isEqualTo(NODE);
    assertThat(after.isr()).containsExactly(NODE);
    assertThat(after.leaderEpoch()).isEqualTo(before.leaderEpoch() + 1);
    assertThat(after.partitionEpoch()).isEqualTo(before.partitionEpoch() + 1);
    assertThat(after.replicaSet().directories()).containsExactly(new Uuid(8, 8));
  }

  @Test
  void configsAndProducerIdsStayAndKafkasOwnHousekeepingGoes() throws IOException {
    ClientQuotaRecord quota = new ClientQuotaRecord().key("producer_byte_rate").value(5);
    ClusterImage kafka =
        read(
            new FeatureLevelRecord().name("metadata.version").featureLevel((short) 21),
            new FeatureLevelRecord().name("group.version").featureLevel((short) 1),
            new RegisterControllerRecord().controllerId(NODE),
            new RegisterBrokerRecord().brokerId(NODE).brokerEpoch(4),
            new ConfigRecord().resourceType((byte) 4).resourceName("5").name("n").value("v"),
            new ProducerIdsRecord().brokerId(NODE).nextProducerId(3000),
            new NoOpRecord(),
            quota);

    ClusterImage taken = KafkaImage.takenOver(kafka, NODE);

    assertThat(taken.clusterId()).isEqualTo("c");
    assertThat(taken.offset()).isEqualTo(kafka.offset());
    assertThat(taken.features()).containsOnlyKeys("metadata.version");
    assertThat(taken.features().get("metadata.version")).isEqualTo((short) 33);
    assertThat(taken.brokers()).isEmpty();
    assertThat(taken.configs(ConfigResource.ofBroker(NODE))).containsEntry("n", "v");
    assertThat(taken.nextProducerId()).isEqualTo(3000);
    assertThat(taken.others()).containsExactly(quota);
  }
}
