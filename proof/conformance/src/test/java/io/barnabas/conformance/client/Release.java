package io.barnabas.conformance.client;

import java.nio.file.Path;

/** A release of kafka-clients, oldest first. */
public enum Release {
  /** Writes message format v0; its consumer does not work without a group coordinator. */
  V0_9("0.9.0.1"),
  /** Writes and reads message format v1; has no admin client. */
  V0_10("0.10.2.2"),
  V0_11("0.11.0.3"),
  V1_0("1.0.2"),
  V2_8("2.8.2"),
  V3_0("3.0.2"),
  V3_9("3.9.1"),
  V4_4("4.4.0");

  private static final Path FOLDER = Path.of("target", "clients");

  private final String version;

  Release(String version) {
    this.version = version;
  }

  /** As published, such as 3.9.1. */
  public String version() {
    return version;
  }

  /** Where the build puts the release's jars. */
  public Path folder() {
    return FOLDER.resolve(version);
  }

  public boolean isAtLeast(Release other) {
    return compareTo(other) >= 0;
  }

  /** Apache Kafka 4, where the scenarios run against it, has dropped what 0.10 speaks (KIP-896). */
  public boolean isServed() {
    return isAtLeast(V0_11) || System.getProperty("conformance.kafka", "").isEmpty();
  }

  @Override
  public String toString() {
    return version;
  }
}
