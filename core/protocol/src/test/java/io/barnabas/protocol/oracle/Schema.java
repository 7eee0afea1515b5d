package io.barnabas.protocol.oracle;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message of one release as published, read independently of the generator. */
final class Schema {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  private final JsonNode json;
  private final Map<String, JsonNode> structs = new HashMap<>();

  /** A field as JSON describes it. */
  record Field(JsonNode json) {
    String name() {
      String name = json.get("name").asText();
      return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    String type() {
      return json.get("type").asText();
    }

    boolean isIn(int version) {
      String absent = json.path("taggedVersions").asText();
      return contains(json.path("versions").asText(absent), version);
    }

    boolean isNullableIn(int version) {
      return contains(json.path("nullableVersions").asText("none"), version);
    }
  }

  private Schema(JsonNode json) {
    this.json = json;
    json.path("commonStructs").forEach(this::index);
    indexFields(json);
  }

  static Schema read(Path file) throws IOException {
    return new Schema(JSON.readTree(file.toFile()));
  }

  private void index(JsonNode struct) {
    structs.put(struct.get("name").asText(), struct);
    indexFields(struct);
  }

  private void indexFields(JsonNode parent) {
    for (JsonNode field : parent.path("fields")) {
      if (field.has("fields")) {
        structs.put(field.get("type").asText().replace("[]", ""), field);
        indexFields(field);
      }
    }
  }

  String name() {
    return json.get("name").asText();
  }

  /** The name of the class that Kafka generates. */
  String officialClassName() {
    return switch (json.get("type").asText()) {
      case "request", "response", "header" -> name() + "Data";
      default -> name();
    };
  }

  List<Short> versions() {
    List<Short> versions = new ArrayList<>();
    for (short version = 0; version < 64; version++) {
      if (contains(json.get("validVersions").asText(), version)) {
        versions.add(version);
      }
    }
    return versions;
  }

  boolean isFlexibleIn(int version) {
    return contains(json.path("flexibleVersions").asText("none"), version);
  }

  List<Field> fields() {
    return fields(json);
  }

  List<Field> fieldsOf(String struct) {
    return fields(structs.get(struct));
  }

  private static List<Field> fields(JsonNode parent) {
    List<Field> fields = new ArrayList<>();
    parent.path("fields").forEach(field -> fields.add(new Field(field)));
    return fields;
  }

  private static boolean contains(String range, int version) {
    if (range.equals("none")) {
      return false;
    }
    if (range.endsWith("+")) {
      return version >= Integer.parseInt(range.substring(0, range.length() - 1));
    }
    int dash = range.indexOf('-');
    int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
    int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
    return version >= first && version <= last;
  }
}
