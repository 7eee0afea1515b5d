package io.barnabas.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Kafka's file that says which topic a partition's folder belongs to, names being reused. */
public record PartitionMetadata(Uuid topicId) {
  /** The name of the file in the partition's folder. */
  public static final String FILE_NAME = "partition.metadata";

  private static final String VERSION_LINE = "version: 0";
  private static final String TOPIC_ID_KEY = "topic_id: ";

  ByteBuffer encode() {
    return UTF_8.encode(VERSION_LINE + "\n" + TOPIC_ID_KEY + topicId);
  }

  /** Reads the file's content. */
  public static PartitionMetadata decode(Path file, ByteBuffer content)
      throws MalformedFileException {
    String[] lines = UTF_8.decode(content).toString().split("\n", -1);
    if (lines.length < 2 || !lines[0].equals(VERSION_LINE) || !lines[1].startsWith(TOPIC_ID_KEY)) {
      throw new MalformedFileException(file, "not version and topic id");
    }
    try {
      return new PartitionMetadata(Uuid.parse(lines[1].substring(TOPIC_ID_KEY.length())));
    } catch (IllegalArgumentException e) {
      throw new MalformedFileException(file, "'" + lines[1] + "' has no topic id");
    }
  }
}
