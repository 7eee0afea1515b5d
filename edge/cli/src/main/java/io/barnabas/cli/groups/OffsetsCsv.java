package io.barnabas.cli.groups;

import io.barnabas.cli.UsageException;
import io.barnabas.client.TopicPartition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Offsets as comma-separated values in Kafka's two forms: {@code topic,partition,offset}, and with
 * the group before it. A field with a comma or a quote in it is quoted, as group ids may be.
 */
final class OffsetsCsv {
  private OffsetsCsv() {}

  /**
   * Reads lines of both forms.
   *
   * @param onlyGroup the group of lines that name none, null if each must name one
   * @throws UsageException if a line has another form
   */
  static Map<String, Map<TopicPartition, Long>> read(
      List<String> lines, @Nullable String onlyGroup) {
    Map<String, Map<TopicPartition, Long>> offsets = new LinkedHashMap<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        read(line, onlyGroup, offsets);
      }
    }
    return offsets;
  }

  private static void read(
      String line, @Nullable String onlyGroup, Map<String, Map<TopicPartition, Long>> offsets) {
    List<String> fields = fields(line);
    String group = fields.size() == 4 ? fields.getFirst() : onlyGroup;
    if (group == null || fields.size() < 3 || fields.size() > 4) {
      throw bad(line);
    }
    List<String> rest = fields.subList(fields.size() - 3, fields.size());
    try {
      offsets
          .computeIfAbsent(group, _ -> new TreeMap<>())
          .put(
              new TopicPartition(rest.get(0), Integer.parseUnsignedInt(rest.get(1).strip())),
              Long.parseUnsignedLong(rest.get(2).strip()));
    } catch (NumberFormatException e) {
      throw bad(line);
    }
  }

  private static UsageException bad(String line) {
    return new UsageException(
        "'%s' is not %s"
            .formatted(line, "topic,partition,offset, or group,topic,partition,offset"));
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /**
   * Writes a group's offsets.
   *
   * @param withGroup whether each line begins with the group
   */
  static List<String> write(
      String group, SortedMap<TopicPartition, Long> offsets, boolean withGroup) {
    String start = withGroup ? quoted(group) + "," : "";
    return offsets.entrySet().stream()
        .map(
            entry ->
                start
                    + quoted(entry.getKey().topic())
                    + ","
                    + entry.getKey().partition()
                    + ","
                    + entry.getValue())
        .toList();
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
