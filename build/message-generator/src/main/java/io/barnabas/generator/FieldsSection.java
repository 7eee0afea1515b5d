package io.barnabas.generator;

/** Writes the fields of a class and their accessors. */
final class FieldsSection {
  private final JavaSource out;
  private final StructSchema struct;

  FieldsSection(JavaSource out, StructSchema struct) {
    this.out = out;
    this.struct = struct;
  }

  void write() {
    for (FieldSchema field : struct.fields()) {
      String value = new DefaultValue(field).expression();
      out.line("private %s %s = %s;", javaType(field), field.name(), value);
    }
    out.line("private List<RawTaggedField> unknownTaggedFields = List.of();");
    struct.fields().forEach(this::writeAccessors);
    writeUnknownTaggedFieldsAccessors();
  }

  private void writeAccessors(FieldSchema field) {
    String type = javaType(field);
    String name = field.name();
    out.blank().open("public %s %s()", type, name).line("return %s;", name).close();
    out.blank().open("public %s %s(%s %s)", struct.name(), name, type, name);
    out.line("this.%s = %s;", name, name).line("return this;").close();
  }

  private void writeUnknownTaggedFieldsAccessors() {
    out.blank().line("/** Tagged fields that this release does not know, by ascending tag. */");
    out.open("public List<RawTaggedField> unknownTaggedFields()");
    out.line("return unknownTaggedFields;").close();
    out.blank().line("/** The list is to be in ascending order of tags. */");
    out.open("public %s unknownTaggedFields(List<RawTaggedField> fields)", struct.name());
    out.line("this.unknownTaggedFields = fields;").line("return this;").close();
  }

  private static String javaType(FieldSchema field) {
    return (field.isNullable() ? "@Nullable " : "") + field.type().javaName();
  }
}
