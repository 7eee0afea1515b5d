package io.barnabas.cli.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the offsets of partitions from a JSON file in Kafka's format. */
final class OffsetFile {
  private static final int VERSION = 1;
  private static final String EXAMPLE =
      "{\"partitions\": [{\"topic\": \"orders\", \"partition\": 0, \"offset\": 1000}],"
          + " \"version\": 1}";

  private final Path file;

  private OffsetFile(Path file) {
    this.file = file;
  }

  /**
   * The offset of each partition.
   *
   * @throws ClientException if the file can't be read, is not in the format, or names a partition
   *     twice
   */
  static SortedMap<TopicPartition, Long> read(Path file) {
    return new OffsetFile(file).offsets();
  }

  private SortedMap<TopicPartition, Long> offsets() {
    JsonNode root = json();
    JsonNode version = root.path("version");
    if (!version.isMissingNode() && version.asInt() != VERSION) {
      throw bad("its version is " + version + ", and only " + VERSION + " is known");
    }
    JsonNode partitions = root.path("partitions");
    if (!partitions.isArray()) {
      throw bad("it has no array 'partitions'");
    }
    SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
    for (JsonNode entry : partitions) {
      TopicPartition partition =
          new TopicPartition(topic(entry), Math.toIntExact(number(entry, "partition", 0)));
      if (offsets.put(partition, number(entry, "offset", -1)) != null) {
        throw new ClientException(
            "Offset json file contains duplicate topic partitions: " + partition);
      }
    }
    return offsets;
  }

  private JsonNode json() {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ClientException("there is no file " + file, e);
    } catch (JsonProcessingException e) {
      throw bad(
          "line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ClientException("can't read " + file + ": " + e, e);
    }
  }

  private String topic(JsonNode entry) {
    JsonNode topic = entry.path("topic");
    if (!topic.isTextual()) {
      throw bad(entry + " has no text 'topic'");
    }
    return topic.asText();
  }

  private long number(JsonNode entry, String name, long least) {
    JsonNode number = entry.path(name);
    boolean fits =
        least < 0 ? number.isIntegralNumber() && number.canConvertToLong() : number.isInt();
    if (!fits || number.asLong() < least) {
      throw bad(entry + " has no number '" + name + "' of " + least + " or more");
    }
    return number.asLong();
  }

  private ClientException bad(String reason) {
    return new ClientException(
        file + " is not in the format of " + EXAMPLE + System.lineSeparator() + reason);
  }
}
