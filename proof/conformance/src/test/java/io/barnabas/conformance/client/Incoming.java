package io.barnabas.conformance.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read.
 *
 * @param timestampType as Kafka names it: CreateTime, LogAppendTime, NoTimestampType
 */
public record Incoming(
    int partition,
    long offset,
    long timestampMs,
    String timestampType,
    @Nullable String key,
    @Nullable String value,
    List<Header> headers) {}
