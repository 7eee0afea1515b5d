package io.barnabas.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.environment.Volume;
import io.barnabas.protocol.primitive.Uuid;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Whose a log directory is: Kafka's {@code meta.properties}. Version 1 is written; version 0, which
 * calls the node id {@code broker.id}, is read too.
 *
 * @param version 0 where a Kafka that was managed by ZooKeeper has written it, else 1
 * @param clusterId empty only where version 0 did not say
 * @param directoryId empty where the directory was made before directories had ids
 */
public record MetaProperties(
    int version, Optional<String> clusterId, int nodeId, Optional<Uuid> directoryId) {
  /** The name of the file in the log directory. */
  public static final String FILE_NAME = "meta.properties";

  private static final String VERSION = "version";
  private static final String CLUSTER_ID = "cluster.id";
  private static final String NODE_ID = "node.id";
  private static final String BROKER_ID = "broker.id";
  private static final String DIRECTORY_ID = "directory.id";

  /** As this release writes it. */
  public MetaProperties(Optional<String> clusterId, int nodeId, Optional<Uuid> directoryId) {
    this(1, clusterId, nodeId, directoryId);
  }

  /** What a log directory says, empty where it is new. Blocking. */
  public static Optional<MetaProperties> read(Volume volume, Path logDir) throws IOException {
    Path file = logDir.resolve(FILE_NAME);
    try {
      return Optional.of(decode(file, volume.readFully(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Written by hand: {@link Properties#store} puts the time of day into the file. */
  ByteBuffer encode() {
    StringBuilder text = new StringBuilder();
    clusterId.ifPresent(id -> text.append(CLUSTER_ID + "=").append(id).append('\n'));
    directoryId.ifPresent(id -> text.append(DIRECTORY_ID + "=").append(id).append('\n'));
    text.append(NODE_ID + "=").append(nodeId).append('\n');
    text.append(VERSION + "=1\n");
    return UTF_8.encode(text.toString());
  }

  /**
   * Reads the file's content.
   *
   * @throws MalformedFileException if it does not say whose the directory is
   */
  public static MetaProperties decode(Path file, ByteBuffer content) throws MalformedFileException {
    Properties properties = load(file, content);
    String version = required(file, properties, VERSION);
    String nodeIdKey =
        switch (version) {
          case "0" -> BROKER_ID;
          case "1" -> NODE_ID;
          default -> throw new MalformedFileException(file, "unknown version '" + version + "'");
        };
    long nodeId = CheckpointFormat.number(file, required(file, properties, nodeIdKey), 0);
    return new MetaProperties(
        Integer.parseInt(version),
        Optional.ofNullable(properties.getProperty(CLUSTER_ID)),
        Math.toIntExact(nodeId),
        directoryId(file, properties.getProperty(DIRECTORY_ID)));
  }

  private static Properties load(Path file, ByteBuffer content) throws MalformedFileException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(UTF_8.decode(content).toString()));
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedFileException(file, "not a properties file: " + e.getMessage());
    }
    return properties;
  }

  private static String required(Path file, Properties properties, String key)
      throws MalformedFileException {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new MalformedFileException(file, key + " is missing");
    }
    return value;
  }

  private static Optional<Uuid> directoryId(Path file, @Nullable String text)
      throws MalformedFileException {
    try {
      return Optional.ofNullable(text).map(Uuid::parse);
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(file, "'" + text + "' is not a directory id");
    }
  }
}
