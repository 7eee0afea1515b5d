package io.barnabas.coordinator.group.offset;

import io.barnabas.protocol.coordinator.LegacyOffsetCommitValue;
import io.barnabas.protocol.coordinator.OffsetCommitValue;
import io.barnabas.protocol.primitive.Uuid;

/**
 * What a group committed for a partition.
 *
 * @param offset of the record to go on with; a negative one is kept as Kafka keeps it, and reads as
 *     none
 * @param leaderEpoch of the last record that was read, -1 if the client did not tell
 * @param expireTimestampMs when a client of old set the end itself, else {@link #NO_EXPIRY}
 * @param topicId zero when the commit named the topic
 */
record CommittedOffset(
    long offset,
    int leaderEpoch,
    String metadata,
    long commitTimestampMs,
    long expireTimestampMs,
    Uuid topicId) {
  /** The broker's retention decides. */
  static final long NO_EXPIRY = -1;

  static CommittedOffset of(OffsetCommitValue value) {
    return new CommittedOffset(
        value.offset(),
        value.leaderEpoch(),
        value.metadata(),
        value.commitTimestamp(),
        value.expireTimestamp(),
        value.topicId());
  }

  /** A value under the key of the oldest brokers knows neither epoch nor topic id. */
  static CommittedOffset of(LegacyOffsetCommitValue value) {
    return new CommittedOffset(
        value.offset(), -1, value.metadata(), value.commitTimestamp(), NO_EXPIRY, Uuid.ZERO);
  }

  boolean hasExpiry() {
    return expireTimestampMs != NO_EXPIRY;
  }

  /**
   * Whether it can be of the topic with this id. It is not when the topic it was committed for has
   * been deleted and another of its name made since.
   */
  boolean mayBeOf(Uuid id) {
    return topicId.equals(Uuid.ZERO) || id.equals(Uuid.ZERO) || topicId.equals(id);
  }

  CommittedOffset withTopicId(Uuid id) {
    return new CommittedOffset(
        offset, leaderEpoch, metadata, commitTimestampMs, expireTimestampMs, id);
  }
}
