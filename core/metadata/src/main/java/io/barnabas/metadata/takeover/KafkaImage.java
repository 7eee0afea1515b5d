package io.barnabas.metadata.takeover;

import io.barnabas.metadata.controller.RecordTransactions;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.metadata.image.KnownFeature;
import io.barnabas.metadata.store.KafkaMetadataLog;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.PartitionRecord;
import io.barnabas.protocol.metadata.ProducerIdsRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import java.util.List;

/** The cluster as Kafka's metadata log says it is, and as this node goes on with it. */
public final class KafkaImage {
  private static final byte RECOVERED = 0;

  private KafkaImage() {}

  /**
   * Replays Kafka's log.
   *
   * @throws io.barnabas.metadata.image.MetadataReplayException if it contradicts itself
   */
  public static ClusterImage read(KafkaMetadataLog log, String clusterId) {
    ImageDelta delta = new ImageDelta(ClusterImage.empty(clusterId));
    log.snapshot().forEach(delta::replay);
    RecordTransactions transactions = new RecordTransactions();
    for (List<Message> batch : log.committed()) {
      transactions.replayable(batch).forEach(delta::replay);
    }
    return delta.applyUpTo(log.endOffset() - 1);
  }

  /**
   * The image to go on with, at the same offset: this node leads every partition in a new epoch, as
   * after any start of Kafka's; the node's registration, and those of others, are gone, for it
   * registers anew; the metadata has the level of this release.
   */
  public static ClusterImage takenOver(ClusterImage kafka, int nodeId) {
    ImageDelta delta = new ImageDelta(ClusterImage.empty(kafka.clusterId()));
    delta.replay(KnownFeature.METADATA_VERSION.record());
    kafka.forEachRecord(
        record -> {
          switch (record) {
            case PartitionRecord partition -> delta.replay(ledBy(nodeId, partition));
            case TopicRecord topic -> delta.replay(topic);
            case ConfigRecord config -> delta.replay(config);
            case ProducerIdsRecord ids -> delta.replay(ids);
            default -> {}
          }
        });
    LivingRecords.of(kafka.others()).all().forEach(delta::replay);
    return delta.applyUpTo(kafka.offset());
  }

  private static PartitionRecord ledBy(int nodeId, PartitionRecord partition) {
    return partition
        .leader(nodeId)
        .isr(List.of(nodeId))
        .eligibleLeaderReplicas(null)
        .lastKnownElr(null)
        .leaderRecoveryState(RECOVERED)
        .leaderEpoch(partition.leaderEpoch() + 1)
        .partitionEpoch(partition.partitionEpoch() + 1);
  }
}
