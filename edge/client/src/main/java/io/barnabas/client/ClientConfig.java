package io.barnabas.client;

import io.barnabas.client.network.BrokerAddress;
import java.util.List;

/**
 * What every kind of client needs to know.
 *
 * @param bootstrapServers asked in turn until one answers; they tell the other brokers
 * @param clientId the name brokers see
 * @param requestTimeoutMs how long an answer may take
 * @param retryBackoffMs pause before an attempt is repeated
 * @param patienceMs how long attempts are repeated that may yet succeed
 * @param bootstrapPatienceMs how long to wait for a broker that starts, or a topic being created
 */
public record ClientConfig(
    List<BrokerAddress> bootstrapServers,
    String clientId,
    int requestTimeoutMs,
    int retryBackoffMs,
    int patienceMs,
    int bootstrapPatienceMs) {

  public static ClientConfig of(String bootstrapServers, String clientId) {
    return from(ClientProperties.of("bootstrap.servers", bootstrapServers), clientId);
  }

  /**
   * From properties with Kafka's names.
   *
   * @throws ClientException if one has a bad value or asks for what is not there
   */
  public static ClientConfig from(ClientProperties properties, String defaultClientId) {
    requirePlaintext(properties.text("security.protocol", "PLAINTEXT"));
    return new ClientConfig(
        BrokerAddress.parseList(properties.text("bootstrap.servers", "")),
        properties.text("client.id", defaultClientId),
        properties.number("request.timeout.ms", 30_000),
        properties.number("retry.backoff.ms", 100),
        properties.number("default.api.timeout.ms", 60_000),
        properties.number("bootstrap.patience.ms", 3_000));
  }

  private static void requirePlaintext(String protocol) {
    if (!protocol.equals("PLAINTEXT")) {
      throw new ClientException(
          "security.protocol=" + protocol + " is not supported by this client; use PLAINTEXT");
    }
  }
}
