package io.barnabas.generator;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads one schema, JSON with comments, as published in Kafka's jars. */
final class SchemaReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  private final VersionSet flexible;
  private final List<StructSchema> structs = new ArrayList<>();

  private SchemaReader(VersionSet flexible) {
    this.flexible = flexible;
  }

  static MessageSchema read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    VersionSet valid = versions(json, "validVersions", VersionSet.NONE);
    VersionSet flexible = versions(json, "flexibleVersions", VersionSet.NONE);
    SchemaReader reader = new SchemaReader(flexible);
    for (JsonNode struct : json.path("commonStructs")) {
      reader.readStruct(struct.path("name").asText(), struct.path("fields"));
    }
    List<FieldSchema> fields = reader.readFields(json.path("fields"));
    StructSchema root = new StructSchema(json.path("name").asText(), fields);
    return new MessageSchema(identity(json), valid, flexible, root, reader.structs);
  }

  private static MessageSchema.Identity identity(JsonNode json) {
    List<String> listeners = new ArrayList<>();
    json.path("listeners").forEach(listener -> listeners.add(listener.asText()));
    return new MessageSchema.Identity(
        json.path("type").asText(),
        json.path("apiKey").asInt(-1),
        listeners,
        json.path("latestVersionUnstable").asBoolean(false));
  }

  private List<FieldSchema> readFields(JsonNode json) {
    List<FieldSchema> fields = new ArrayList<>();
    for (JsonNode field : json) {
      fields.add(readField(field));
    }
    return fields;
  }

  private FieldSchema readField(JsonNode json) {
    FieldType type = FieldType.parse(json.path("type").asText());
    if (json.has("fields")) {
      FieldType element = type instanceof FieldType.Array array ? array.element() : type;
      readStruct(element.javaName(), json.path("fields"));
    }
    VersionSet tagged = versions(json, "taggedVersions", VersionSet.NONE);
    FieldVersions versions =
        new FieldVersions(
            versions(json, "versions", tagged),
            versions(json, "nullableVersions", VersionSet.NONE),
            tagged,
            versions(json, "flexibleVersions", flexible),
            json.path("ignorable").asBoolean(false) ? VersionSet.ALL : VersionSet.NONE);
    String defaultValue = json.hasNonNull("default") ? json.path("default").asText() : "";
    int tag = json.path("tag").asInt(-1);
    return new FieldSchema(
        lowerFirst(json.path("name").asText()), type, versions, defaultValue, tag);
  }

  private void readStruct(String name, JsonNode fields) {
    if (structs.stream().anyMatch(known -> known.name().equals(name))) {
      throw new IllegalArgumentException("structure " + name + " is defined twice");
    }
    structs.add(new StructSchema(name, readFields(fields)));
  }

  private static VersionSet versions(JsonNode json, String property, VersionSet absent) {
    return json.hasNonNull(property) ? VersionSet.parse(json.path(property).asText()) : absent;
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
