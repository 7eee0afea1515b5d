package io.barnabas.cli;

import io.barnabas.client.ClientConfig;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach a cluster for administration. */
public final class ConnectionOptions {
  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "A broker of the cluster, or several separated by commas. Required.")
  private @Nullable String bootstrapServer;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "A properties file with settings for the client.")
  private @Nullable Path commandConfig;

  /**
   * A client of the cluster; connects when it is asked something.
   *
   * @throws UsageException if no broker is named
   */
  public Cluster cluster() {
    return cluster(Map.of());
  }

  /**
   * A client of the cluster, with settings that a file may change.
   *
   * @throws UsageException if no broker is named
   */
  public Cluster cluster(Map<String, String> settings) {
    ClientProperties defaults = new ClientProperties(settings);
    ClientProperties merged =
        commandConfig == null
            ? defaults
            : defaults.overriddenBy(ClientProperties.load(commandConfig).values());
    return new Cluster(ClientConfig.from(withBootstrap(merged, bootstrapServer), "barnabas-cli"));
  }

  static ClientProperties withBootstrap(
      ClientProperties properties, @Nullable String bootstrapServer) {
    if (bootstrapServer == null) {
      throw new UsageException(
          "--bootstrap-server is missing, as --bootstrap-server localhost:9092");
    }
    return properties.overriddenBy(Map.of("bootstrap.servers", bootstrapServer));
  }
}
