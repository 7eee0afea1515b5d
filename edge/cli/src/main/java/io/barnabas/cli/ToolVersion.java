package io.barnabas.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code --version} prints: our release, and the release of Kafka whose protocol it speaks.
 */
public final class ToolVersion implements IVersionProvider {
  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    Properties version = new Properties();
    try (InputStream in = ToolVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("the resource " + RESOURCE + " is missing");
      }
      version.load(in);
    }
    return new String[] {
      "Barnabas "
          + version.get("barnabas")
          + " (protocol of Apache Kafka "
          + version.get("kafka")
          + ")"
    };
  }
}
