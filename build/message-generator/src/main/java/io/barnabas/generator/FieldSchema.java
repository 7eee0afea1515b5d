package io.barnabas.generator;

/**
 * One field.
 *
 * @param name as Java spells it, in lower camel case
 * @param defaultValue the schema's text: {@code ""} for the type's own default, {@code "null"} for
 *     null
 * @param tag the tag where the field is tagged, else -1
 */
record FieldSchema(
    String name, FieldType type, FieldVersions versions, String defaultValue, int tag) {

  boolean isTagged() {
    return tag >= 0;
  }

  boolean defaultsToNull() {
    return defaultValue.equals("null") || type == FieldType.Sized.RECORDS;
  }

  /** Whether the Java field can be null. */
  boolean isNullable() {
    return defaultsToNull() || !versions.nullable().isEmpty();
  }

  FieldSchema withVersions(FieldVersions other) {
    return new FieldSchema(name, type, other, defaultValue, tag);
  }
}
