package io.barnabas.coordinator.group.offset;

/**
 * What the broker's configs say of offsets.
 *
 * @param metadataMaxChars {@code offset.metadata.max.bytes}, which Kafka compares with the number
 *     of characters
 * @param retentionMs {@code offsets.retention.minutes}: how long unused offsets stay
 * @param checkIntervalMs {@code offsets.retention.check.interval.ms}
 */
public record OffsetConfig(int metadataMaxChars, long retentionMs, long checkIntervalMs) {}
