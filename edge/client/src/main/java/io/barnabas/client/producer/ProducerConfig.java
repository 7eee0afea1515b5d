package io.barnabas.client.producer;

import io.barnabas.client.ClientProperties;
import io.barnabas.record.CompressionType;

/**
 * How records are sent.
 *
 * @param acks 0: do not wait; 1: the leader has it; -1: all in-sync replicas have it
 * @param batchBytes a batch is sent before it grows beyond this, uncompressed
 * @param idempotent whether a repeated attempt can't write twice (KIP-98)
 * @param retries how often an attempt is repeated
 * @param deliveryTimeoutMs how long attempts are repeated
 */
public record ProducerConfig(
    short acks,
    CompressionType compression,
    int batchBytes,
    boolean idempotent,
    int retries,
    int deliveryTimeoutMs) {

  /**
   * From properties with Kafka's names.
   *
   * @throws io.barnabas.client.ClientException if one has a bad value
   */
  public static ProducerConfig from(ClientProperties properties) {
    short acks = acks(properties.text("acks", "all"));
    return new ProducerConfig(
        acks,
        compression(properties.text("compression.type", "none")),
        properties.number("batch.size", 16_384),
        properties.flag("enable.idempotence", acks == -1),
        properties.number("retries", Integer.MAX_VALUE),
        properties.number("delivery.timeout.ms", 120_000));
  }

  private static short acks(String value) {
    return switch (value) {
      case "all", "-1" -> -1;
      case "0" -> 0;
      case "1" -> 1;
      default -> throw ClientProperties.invalid("acks", value, "all, -1, 0 or 1", null);
    };
  }

  private static CompressionType compression(String value) {
    try {
      return CompressionType.ofName(value);
    } catch (IllegalArgumentException e) {
      throw ClientProperties.invalid(
          "compression.type", value, "none, gzip, snappy, lz4 or zstd", e);
    }
  }
}
