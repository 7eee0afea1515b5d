package io.barnabas.conformance.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to send.
 *
 * @param timestampMs null to let the producer set it
 */
public record Outgoing(
    String topic,
    int partition,
    @Nullable Long timestampMs,
    @Nullable String key,
    @Nullable String value,
    List<Header> headers) {

  /** A record without headers, its time set by the producer. */
  public static Outgoing of(
      String topic, int partition, @Nullable String key, @Nullable String value) {
    return new Outgoing(topic, partition, null, key, value, List.of());
  }

  public Outgoing at(long timeMs) {
    return new Outgoing(topic, partition, timeMs, key, value, headers);
  }

  public Outgoing with(Header... more) {
    return new Outgoing(topic, partition, timestampMs, key, value, List.of(more));
  }
}
