package io.barnabas.conformance.adapter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Admin calls that came after 0.11, each with classes of its own. */
final class LaterAdmin {
  private LaterAdmin() {}

  static void grow(AdminClient admin, String topic, int partitions) {
    Waiting.forResult(
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
  }

  static void changeConfig(
      AdminClient admin, ConfigResource resource, String config, @Nullable String to) {
    AlterConfigOp.OpType type = to == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET;
    AlterConfigOp change = new AlterConfigOp(new ConfigEntry(config, to), type);
    Waiting.forResult(admin.incrementalAlterConfigs(Map.of(resource, Set.of(change))).all());
  }

  static long deleteRecords(AdminClient admin, String topic, int partition, long beforeOffset) {
    TopicPartition place = new TopicPartition(topic, partition);
    return Waiting.forResult(
            admin
                .deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(beforeOffset)))
                .lowWatermarks()
                .get(place))
        .lowWatermark();
  }

  static long offsetAt(AdminClient admin, String topic, int partition, long timestampMs) {
    TopicPartition place = new TopicPartition(topic, partition);
    OffsetSpec spec =
        timestampMs == -1
            ? OffsetSpec.latest()
            : timestampMs == -2 ? OffsetSpec.earliest() : OffsetSpec.forTimestamp(timestampMs);
    return Waiting.forResult(admin.listOffsets(Map.of(place, spec)).partitionResult(place))
        .offset();
  }

  static Map<String, Long> partitionSizes(AdminClient admin, int brokerId) {
    Map<String, Long> sizes = new TreeMap<>();
    for (LogDirDescription folder :
        Waiting.forResult(admin.describeLogDirs(Set.of(brokerId)).allDescriptions())
            .get(brokerId)
            .values()) {
      folder.replicaInfos().forEach((place, info) -> sizes.put(place.toString(), info.size()));
    }
    return sizes;
  }

  static List<Long> producerIds(AdminClient admin, String topic, int partition) {
    TopicPartition place = new TopicPartition(topic, partition);
    return Waiting.forResult(admin.describeProducers(Set.of(place)).partitionResult(place))
        .activeProducers()
        .stream()
        .map(ProducerState::producerId)
        .toList();
  }
}
