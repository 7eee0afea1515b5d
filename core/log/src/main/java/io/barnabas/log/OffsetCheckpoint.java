package io.barnabas.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kafka's file of one offset for each partition of a log directory. */
final class OffsetCheckpoint {
  private OffsetCheckpoint() {}

  static ByteBuffer encode(Map<TopicPartition, Long> offsets) {
    List<String> entries =
        offsets.entrySet().stream()
            .map(e -> e.getKey().topic() + " " + e.getKey().partition() + " " + e.getValue())
            .sorted()
            .toList();
    return CheckpointFormat.encode(entries);
  }

  static Map<TopicPartition, Long> decode(Path file, ByteBuffer content)
      throws MalformedFileException {
    Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
    for (String[] fields : CheckpointFormat.decode(file, content, 3)) {
      int partition = (int) CheckpointFormat.number(file, fields[1], 0);
      offsets.put(
          new TopicPartition(fields[0], partition), CheckpointFormat.number(file, fields[2], 0));
    }
    return offsets;
  }
}
