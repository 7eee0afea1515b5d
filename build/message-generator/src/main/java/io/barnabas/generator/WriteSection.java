package io.barnabas.generator;

import java.util.Comparator;
import java.util.List;

/** Writes the method that writes a structure in a given version. */
final class WriteSection {
  private final JavaSource out;
  private final MessageSchema message;
  private final StructSchema struct;

  WriteSection(JavaSource out, MessageSchema message, StructSchema struct) {
    this.out = out;
    this.message = message;
    this.struct = struct;
  }

  void write() {
    boolean isRoot = message.isRoot(struct);
    if (isRoot) {
      out.line("@Override");
    }
    out.open("public void write(MessageWriter out, short version)");
    if (isRoot) {
      out.open("if (version < LOWEST_VERSION || version > HIGHEST_VERSION)");
      out.line("throw UnwritableMessageException.noSuchVersion(\"%s\", version);", struct.name());
      out.close();
    }
    Condition flexible = Condition.in(message.flexible(), message.valid());
    out.line("boolean flexible = %s;", flexible.java());
    struct.fields().forEach(this::writePlain);
    writeTaggedSection(flexible);
    out.close();
  }

  private void writePlain(FieldSchema field) {
    refuseWhereAbsent(field);
    VersionSet plain = field.versions().present().minus(field.versions().tagged());
    Condition condition = Condition.in(plain, message.valid());
    if (condition.isNever()) {
      return;
    }
    if (!condition.isAlways()) {
      out.open("if (%s)", condition.java());
    }
    new ValueWriter(out, message, qualified(field)).write(field, plain.and(message.valid()));
    if (!condition.isAlways()) {
      out.close();
    }
  }

  private void refuseWhereAbsent(FieldSchema field) {
    FieldVersions versions = field.versions();
    VersionSet refusing = message.valid().minus(versions.present()).minus(versions.ignorable());
    Condition condition = Condition.in(refusing, message.valid());
    if (condition.isNever()) {
      return;
    }
    out.open("if (%s && %s)", condition.operand(), new DefaultValue(field).differs());
    out.line("throw UnwritableMessageException.noSuchField(\"%s\", version);", qualified(field));
    out.close();
  }

  private void writeTaggedSection(Condition flexible) {
    if (flexible.isAlways()) {
      writeTagged();
      return;
    }
    if (!flexible.isNever()) {
      out.open("if (flexible)");
      writeTagged();
      out.reopen("else if (!unknownTaggedFields.isEmpty())");
    } else {
      out.open("if (!unknownTaggedFields.isEmpty())");
    }
    String name = struct.name() + ".unknownTaggedFields";
    out.line("throw UnwritableMessageException.noSuchField(\"%s\", version);", name).close();
  }

  private void writeTagged() {
    List<FieldSchema> tagged =
        struct.fields().stream()
            .filter(FieldSchema::isTagged)
            .sorted(Comparator.comparingInt(FieldSchema::tag))
            .toList();
    if (tagged.isEmpty()) {
      out.line("out.writeUnknownTags(unknownTaggedFields);");
      return;
    }
    out.line("int tags = unknownTaggedFields.size();");
    for (FieldSchema field : tagged) {
      out.open("if (%s)", isWritten(field)).line("tags++;").close();
    }
    out.line("out.writeUnsignedVarint(tags);");
    out.line("int unknown = 0;");
    for (FieldSchema field : tagged) {
      VersionSet versions = field.versions().tagged().and(message.valid());
      out.open("if (%s)", isWritten(field));
      out.line("unknown = out.writeUnknownTags(unknownTaggedFields, unknown, %d);", field.tag());
      out.line("int mark = out.beginTag(%d);", field.tag());
      new ValueWriter(out, message, qualified(field)).write(field, versions);
      out.line("out.endTag(mark);").close();
    }
    out.line("out.writeUnknownTags(unknownTaggedFields, unknown, Integer.MAX_VALUE);");
  }

  private String isWritten(FieldSchema field) {
    Condition condition = Condition.in(field.versions().tagged(), message.valid());
    String differs = new DefaultValue(field).differs();
    return condition.isAlways() ? differs : condition.operand() + " && " + differs;
  }

  private String qualified(FieldSchema field) {
    return struct.name() + "." + field.name();
  }
}
