package io.barnabas.client.consumer;

import io.barnabas.client.ClientProperties;

/**
 * How records are fetched.
 *
 * @param readCommitted whether records of transactions that are open or aborted are left out
 * @param maxWaitMs how long a broker waits for records before it answers without
 * @param minBytes how much a broker waits for
 * @param maxBytes what one answer should not exceed
 * @param maxPartitionBytes what one partition's part of an answer should not exceed
 * @param autoCreateTopics whether a topic that is not there may be created by the broker
 * @param resetPolicy where to go on when an offset is no longer, or not yet, there
 */
public record ConsumerConfig(
    boolean readCommitted,
    int maxWaitMs,
    int minBytes,
    int maxBytes,
    int maxPartitionBytes,
    boolean autoCreateTopics,
    ResetPolicy resetPolicy) {

  /**
   * From properties with Kafka's names.
   *
   * @throws io.barnabas.client.ClientException if one has a bad value
   */
  public static ConsumerConfig from(ClientProperties properties) {
    return new ConsumerConfig(
        isReadCommitted(properties.text("isolation.level", "read_uncommitted")),
        properties.number("fetch.max.wait.ms", 500),
        properties.number("fetch.min.bytes", 1),
        properties.number("fetch.max.bytes", 50 << 20),
        properties.number("max.partition.fetch.bytes", 1 << 20),
        properties.flag("allow.auto.create.topics", true),
        ResetPolicy.parse(properties.text("auto.offset.reset", "latest")));
  }

  private static boolean isReadCommitted(String value) {
    return switch (value) {
      case "read_committed" -> true;
      case "read_uncommitted" -> false;
      default ->
          throw ClientProperties.invalid(
              "isolation.level", value, "read_committed or read_uncommitted", null);
    };
  }
}
