package io.barnabas.client.consumer;

import io.barnabas.client.TopicPartition;
import io.barnabas.record.Record;
import io.barnabas.record.TimestampType;

/**
 * A record as it was read.
 *
 * @param timestampType what the record's timestamp means
 * @param leaderEpoch of the leader that wrote the record, -1 if unknown
 */
@SuppressWarnings("JavaLangClash") // the field's own name
public record ConsumedRecord(
    TopicPartition partition, Record record, TimestampType timestampType, int leaderEpoch) {}
