package io.barnabas.generator;

import java.util.List;

/** Writes equals, hashCode and toString. */
final class EqualitySection {
  private final JavaSource out;
  private final StructSchema struct;

  EqualitySection(JavaSource out, StructSchema struct) {
    this.out = out;
    this.struct = struct;
  }

  void write() {
    writeEquals();
    writeHashCode();
    writeToString();
  }

  private void writeEquals() {
    out.blank().line("@Override").open("public boolean equals(@Nullable Object other)");
    out.open("if (!(other instanceof %s that))", struct.name()).line("return false;").close();
    for (FieldSchema field : struct.fields()) {
      out.open("if (%s)", differs(field)).line("return false;").close();
    }
    out.line("return unknownTaggedFields.equals(that.unknownTaggedFields);").close();
  }

  private static String differs(FieldSchema field) {
    String name = field.name();
    if (isDouble(field)) {
      return "Double.compare(this.%s, that.%s) != 0".formatted(name, name);
    }
    return isPrimitive(field)
        ? "this.%s != that.%s".formatted(name, name)
        : "!Objects.equals(this.%s, that.%s)".formatted(name, name);
  }

  private void writeHashCode() {
    out.blank().line("@Override").open("public int hashCode()").line("int hash = 1;");
    for (FieldSchema field : struct.fields()) {
      out.line("hash = 31 * hash + %s;", hash(field));
    }
    out.line("return 31 * hash + unknownTaggedFields.hashCode();").close();
  }

  private static String hash(FieldSchema field) {
    return isPrimitive(field)
        ? field.type().boxedName() + ".hashCode(this." + field.name() + ")"
        : "Objects.hashCode(this." + field.name() + ")";
  }

  private void writeToString() {
    List<String> parts =
        struct.fields().stream().map(field -> field.name() + "=\" + " + field.name()).toList();
    String fields = parts.isEmpty() ? "" : String.join(" + \", ", parts) + " + \"";
    out.blank().line("@Override").open("public String toString()");
    out.line("return \"" + struct.name() + "(" + fields + ")\";").close();
  }

  private static boolean isDouble(FieldSchema field) {
    return field.type() == FieldType.Scalar.FLOAT64;
  }

  private static boolean isPrimitive(FieldSchema field) {
    return field.type() instanceof FieldType.Scalar scalar && scalar != FieldType.Scalar.UUID;
  }
}
