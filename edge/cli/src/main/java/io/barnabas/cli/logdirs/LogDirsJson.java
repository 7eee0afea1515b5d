package io.barnabas.cli.logdirs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnabas.client.admin.LogDir;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Log directories as the JSON of Kafka's tool, with its names in its order. Scripts parse it. */
final class LogDirsJson {
  private static final int VERSION = 1;
  private static final Pattern WORD = Pattern.compile("([A-Z])([A-Z]*)_?");

  private final List<String> topics;

  /**
   * @param topics those shown; all if it is empty
   */
  LogDirsJson(List<String> topics) {
    this.topics = topics;
  }

  String of(SortedMap<Integer, List<LogDir>> dirsByBroker) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode brokers = root.putArray("brokers");
    dirsByBroker.forEach(
        (id, dirs) -> {
          ObjectNode broker = brokers.addObject().put("broker", id);
          ArrayNode shown = broker.putArray("logDirs");
          dirs.forEach(dir -> fill(shown.addObject(), dir));
        });
    root.put("version", VERSION);
    return root.toString();
  }

  private void fill(ObjectNode shown, LogDir dir) {
    ArrayNode partitions = shown.putArray("partitions");
    dir.replicas().stream()
        .filter(replica -> topics.isEmpty() || topics.contains(replica.partition().topic()))
        .forEach(replica -> fill(partitions.addObject(), replica));
    shown.put("error", dir.error() == ErrorCode.NONE ? null : exceptionName(dir.error()));
    shown.put("logDir", dir.path());
  }

  private static void fill(ObjectNode shown, LogDir.Replica replica) {
    shown
        .put("partition", replica.partition().toString())
        .put("size", replica.sizeBytes())
        .put("offsetLag", replica.offsetLag())
        .put("isFuture", replica.isFuture());
  }

  /**
   * Kafka's tool names its exception of the error: KafkaStorageException for KAFKA_STORAGE_ERROR.
   */
  private static String exceptionName(ErrorCode error) {
    String words = error.name().replaceFirst("_(ERROR|FAILED|EXCEPTION)$", "");
    return "org.apache.kafka.common.errors."
        + WORD.matcher(words)
            .replaceAll(word -> word.group(1) + word.group(2).toLowerCase(Locale.ROOT))
        + "Exception";
  }
}
