package io.barnabas.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The text format of Kafka's checkpoint files: a line with the version, 0; a line with the number
 * of entries; then a line for each entry, its fields set apart by spaces.
 */
public final class CheckpointFormat {
  private static final String VERSION = "0";
  private static final int HEADER_LINES = 2;

  private CheckpointFormat() {}

  static ByteBuffer encode(List<String> entries) {
    StringBuilder text = new StringBuilder();
    text.append(VERSION).append('\n').append(entries.size()).append('\n');
    for (String entry : entries) {
      text.append(entry).append('\n');
    }
    return UTF_8.encode(text.toString());
  }

  /**
   * The fields of each entry; every entry has {@code fieldCount} of them.
   *
   * @throws MalformedFileException if the content is not in the format
   */
  public static List<String[]> decode(Path file, ByteBuffer content, int fieldCount)
      throws MalformedFileException {
    List<String> lines = UTF_8.decode(content).toString().lines().toList();
    if (lines.size() < HEADER_LINES) {
      throw new MalformedFileException(file, "the header is cut off");
    }
    if (!lines.get(0).equals(VERSION)) {
      throw new MalformedFileException(file, "unknown version '" + lines.get(0) + "'");
    }
    List<String> entries = lines.subList(HEADER_LINES, lines.size());
    if (!lines.get(1).equals(Integer.toString(entries.size()))) {
      throw new MalformedFileException(
          file, entries.size() + " entries where the header says '" + lines.get(1) + "'");
    }
    return split(file, entries, fieldCount);
  }

  private static List<String[]> split(Path file, List<String> entries, int fieldCount)
      throws MalformedFileException {
    List<String[]> result = new ArrayList<>(entries.size());
    for (String entry : entries) {
      String[] fields = entry.split(" +", -1);
      if (fields.length != fieldCount) {
        throw new MalformedFileException(file, "the entry '" + entry + "' is not understood");
      }
      result.add(fields);
    }
    return result;
  }

  /** A field that must be a number of at least {@code least}. */
  static long number(Path file, String field, long least) throws MalformedFileException {
    try {
      long value = Long.parseLong(field);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new MalformedFileException(file, "'" + field + "' is not a number from " + least);
  }
}
