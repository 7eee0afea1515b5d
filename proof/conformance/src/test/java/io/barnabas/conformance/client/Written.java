package io.barnabas.conformance.client;

/**
 * What a producer was told of its record.
 *
 * @param offset -1 with acks=0
 * @param timestampMs the record's, or the broker's with LogAppendTime
 */
public record Written(int partition, long offset, long timestampMs) {}
