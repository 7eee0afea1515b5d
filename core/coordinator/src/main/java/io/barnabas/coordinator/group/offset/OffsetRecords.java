package io.barnabas.coordinator.group.offset;

import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.protocol.coordinator.OffsetCommitKey;
import io.barnabas.protocol.coordinator.OffsetCommitValue;

/** The records of offsets as Kafka 4 writes them. */
final class OffsetRecords {
  /** The only version that has the field for a time of expiry; it has no leader epoch. */
  private static final short VERSION_WITH_EXPIRY = 1;

  private OffsetRecords() {}

  static CoordinatorRecord commit(
      String groupId, String topic, int partition, CommittedOffset offset) {
    OffsetCommitValue value =
        new OffsetCommitValue()
            .offset(offset.offset())
            .leaderEpoch(offset.leaderEpoch())
            .metadata(offset.metadata())
            .commitTimestamp(offset.commitTimestampMs())
            .expireTimestamp(offset.expireTimestampMs())
            .topicId(offset.topicId());
    short version = offset.hasExpiry() ? VERSION_WITH_EXPIRY : OffsetCommitValue.HIGHEST_VERSION;
    return new CoordinatorRecord(key(groupId, topic, partition), value, version);
  }

  static CoordinatorRecord tombstone(String groupId, String topic, int partition) {
    return CoordinatorRecord.tombstone(key(groupId, topic, partition));
  }

  private static OffsetCommitKey key(String groupId, String topic, int partition) {
    return new OffsetCommitKey().group(groupId).topic(topic).partition(partition);
  }
}
