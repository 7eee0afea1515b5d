package io.barnabas.generator;

/**
 * Writes the method by which a structure tells its fields. A version's plain fields are always
 * told, its tagged fields where they have another value than their default, as Kafka does in JSON.
 */
final class DescriptionSection {
  private final JavaSource out;
  private final MessageSchema message;
  private final StructSchema struct;

  DescriptionSection(JavaSource out, MessageSchema message, StructSchema struct) {
    this.out = out;
    this.message = message;
    this.struct = struct;
  }

  void write() {
    out.blank().line("@Override");
    out.open("public void describe(FieldVisitor visitor, short version)");
    struct.fields().forEach(this::writeField);
    out.close();
  }

  private void writeField(FieldSchema field) {
    Condition condition = isTold(field);
    if (condition.isNever()) {
      return;
    }
    if (!condition.isAlways()) {
      out.open("if (%s)", condition.java());
    }
    out.line("visitor.visit(\"%s\", this.%s);", field.name(), field.name());
    if (!condition.isAlways()) {
      out.close();
    }
  }

  private Condition isTold(FieldSchema field) {
    FieldVersions versions = field.versions();
    Condition tagged = Condition.in(versions.tagged(), message.valid());
    Condition plain = Condition.in(versions.present().minus(versions.tagged()), message.valid());
    if (tagged.isNever()) {
      return plain;
    }
    String differs = new DefaultValue(field).differs();
    String told = tagged.isAlways() ? differs : tagged.operand() + " && " + differs;
    return new Condition(plain.isNever() ? told : plain.operand() + " || (" + told + ")");
  }
}
