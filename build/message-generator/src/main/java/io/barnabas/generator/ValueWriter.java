package io.barnabas.generator;

/** Writes the statements that write one field's value. */
final class ValueWriter {
  private final JavaSource out;
  private final MessageSchema message;
  private final String qualifiedName;

  ValueWriter(JavaSource out, MessageSchema message, String qualifiedName) {
    this.out = out;
    this.message = message;
    this.qualifiedName = qualifiedName;
  }

  void write(FieldSchema field, VersionSet context) {
    String flexible = FlexibleFlag.of(field, message, context);
    if (!field.isNullable()) {
      writeValue(field, flexible);
      return;
    }
    Condition nullable = Condition.in(field.versions().nullable(), context);
    out.open("if (this.%s == null)", field.name());
    writeNullWhereAllowed(field, flexible, context, nullable);
    out.reopen("else");
    if (field.type() instanceof FieldType.Struct && !nullable.isNever()) {
      String present = "out.writeByte((byte) 1);";
      out.line(nullable.isAlways() ? present : "if (" + nullable.java() + ") " + present);
    }
    writeValue(field, flexible);
    out.close();
  }

  private void writeNullWhereAllowed(
      FieldSchema field, String flexible, VersionSet context, Condition nullable) {
    String refusal =
        "throw UnwritableMessageException.isNull(\"%s\", version);".formatted(qualifiedName);
    if (nullable.isNever()) {
      out.line(refusal);
      return;
    }
    if (!nullable.isAlways()) {
      out.open("if (!(%s))", nullable.java()).line(refusal).close();
    }
    writeNull(field, flexible, context);
  }

  /** The mark of a structure that is null is -1 in its place, but 0 in a tagged field. */
  private void writeNull(FieldSchema field, String flexible, VersionSet context) {
    switch (field.type()) {
      case FieldType.Struct _ ->
          out.line("out.writeByte((byte) %d);", field.versions().isTaggedIn(context) ? 0 : -1);
      case FieldType.Sized sized when sized == FieldType.Sized.STRING ->
          out.line("out.writeNullString(%s);", flexible);
      default -> out.line("out.writeNull(%s);", flexible);
    }
  }

  private void writeValue(FieldSchema field, String flexible) {
    String value = "this." + field.name();
    if (!(field.type() instanceof FieldType.Array array)) {
      out.line(single(field.type(), value, flexible));
      return;
    }
    String element = array.element().boxedName();
    out.openBlock().line("List<%s> list = %s;", element, value);
    out.line("int length = list.size();");
    out.line("out.writeArrayLength(length, %s);", flexible);
    out.open("for (int i = 0; i < length; i++)");
    out.line(single(array.element(), "list.get(i)", flexible)).close().close();
  }

  private static String single(FieldType type, String value, String flexible) {
    return switch (type) {
      case FieldType.Scalar scalar -> "out.write%s(%s);".formatted(scalar.methodSuffix(), value);
      case FieldType.Sized sized ->
          "out.write%s(%s, %s);".formatted(sized.methodSuffix(), value, flexible);
      case FieldType.Struct _ -> value + ".write(out, version);";
      case FieldType.Array _ -> throw new IllegalArgumentException("an array of arrays");
    };
  }
}
