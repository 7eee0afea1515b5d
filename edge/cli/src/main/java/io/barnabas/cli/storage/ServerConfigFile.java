package io.barnabas.cli.storage;

import io.barnabas.client.ClientException;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.config.PropertiesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a server.properties as the broker does. */
final class ServerConfigFile {
  private ServerConfigFile() {}

  /**
   * The configuration in a file.
   *
   * @throws ClientException if it can't be read, or a broker would not start with it
   */
  static BrokerConfig read(Path file) {
    Path home = Path.of(System.getProperty("barnabas.home", "."));
    HostDefaults defaults =
        HostDefaults.of(
            Runtime.getRuntime().availableProcessors(),
            home.resolve("data").normalize().toString());
    try {
      return BrokerConfig.parse(PropertiesText.parse(Files.readString(file), List.of()), defaults);
    } catch (IOException | InvalidConfigException e) {
      throw new ClientException("can't use the configuration " + file + ": " + e.getMessage(), e);
    }
  }
}
