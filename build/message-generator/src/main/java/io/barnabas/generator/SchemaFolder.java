package io.barnabas.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas that one jar brought. */
final class SchemaFolder {
  private SchemaFolder() {}

  /** All schemas under the folder, by name in alphabetical order. */
  static Map<String, MessageSchema> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException("no schemas under " + folder);
    }
    Map<String, MessageSchema> schemas = new LinkedHashMap<>();
    for (Path file : files) {
      MessageSchema schema = SchemaReader.read(file);
      schemas.put(schema.name(), schema);
    }
    return schemas;
  }

  /** The newer release's messages, each with the versions that only the older release has. */
  static List<MessageSchema> readJoined(Path newerFolder, Path olderFolder) throws IOException {
    Map<String, MessageSchema> older = read(olderFolder);
    List<MessageSchema> joined = new ArrayList<>();
    for (MessageSchema newer : read(newerFolder).values()) {
      MessageSchema counterpart = older.get(newer.name());
      joined.add(counterpart == null ? newer : SchemaJoin.join(counterpart, newer));
    }
    return joined;
  }
}
