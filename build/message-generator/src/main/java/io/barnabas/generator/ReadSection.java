package io.barnabas.generator;

import java.util.Comparator;
import java.util.List;

/** Writes the method that reads a structure of a given version. */
final class ReadSection {
  private final JavaSource out;
  private final MessageSchema message;
  private final StructSchema struct;

  ReadSection(JavaSource out, MessageSchema message, StructSchema struct) {
    this.out = out;
    this.message = message;
    this.struct = struct;
  }

  void write() {
    out.open("public static %s read(MessageReader in, short version)", struct.name());
    if (message.isRoot(struct)) {
      out.open("if (version < LOWEST_VERSION || version > HIGHEST_VERSION)");
      out.line("throw MalformedMessageException.noSuchVersion(\"%s\", version);", struct.name());
      out.close();
    }
    Condition flexible = Condition.in(message.flexible(), message.valid());
    out.line("%s it = new %s();", struct.name(), struct.name());
    out.line("boolean flexible = %s;", flexible.java());
    struct.fields().forEach(this::readPlain);
    if (!flexible.isNever()) {
      out.open("if (flexible)");
      readTagged();
      out.close();
    }
    out.line("return it;").close();
  }

  private void readPlain(FieldSchema field) {
    VersionSet plain = field.versions().present().minus(field.versions().tagged());
    Condition condition = Condition.in(plain, message.valid());
    if (condition.isNever()) {
      return;
    }
    if (condition.isAlways()) {
      readValue(field, message.valid());
      return;
    }
    out.open("if (%s)", condition.java());
    readValue(field, plain.and(message.valid()));
    out.close();
  }

  private void readTagged() {
    List<FieldSchema> tagged =
        struct.fields().stream()
            .filter(FieldSchema::isTagged)
            .sorted(Comparator.comparingInt(FieldSchema::tag))
            .toList();
    out.line("int previousTag = -1;");
    out.open("for (int left = in.readTagCount(); left > 0; left--)");
    out.line("int tag = in.readTag(previousTag);");
    out.line("int end = in.readTagEnd();");
    out.line("previousTag = tag;");
    for (FieldSchema field : tagged) {
      VersionSet versions = field.versions().tagged().and(message.valid());
      Condition condition = Condition.in(versions, message.valid());
      String test = condition.isAlways() ? "" : " && (" + condition.java() + ")";
      out.open("if (tag == %d%s)", field.tag(), test);
      readValue(field, versions);
      out.line("in.finishTag(end);").line("continue;").close();
    }
    out.line("it.unknownTaggedFields = in.readUnknownTag(it.unknownTaggedFields, tag, end);");
    out.close();
  }

  private void readValue(FieldSchema field, VersionSet context) {
    Condition nullable = Condition.in(field.versions().nullable(), context);
    switch (field.type()) {
      case FieldType.Array array -> readArray(field, array.element(), nullable, context);
      case FieldType.Struct target when !nullable.isNever() ->
          readNullableStruct(field, target, nullable, context);
      default -> {
        String value = single(field.type(), qualified(field), nullable, flexible(field, context));
        out.line("it.%s = %s;", field.name(), value);
      }
    }
  }

  private void readNullableStruct(
      FieldSchema field, FieldType.Struct target, Condition nullable, VersionSet context) {
    String mark = field.versions().isTaggedIn(context) ? "readTaggedIsNull" : "readIsNull";
    String test = nullable.isAlways() ? "" : nullable.operand() + " && ";
    String read = target.javaName() + ".read(in, version)";
    out.line("it.%s = %sin.%s() ? null : %s;", field.name(), test, mark, read);
  }

  private void readArray(
      FieldSchema field, FieldType element, Condition nullable, VersionSet context) {
    String name = qualified(field);
    String flexible = flexible(field, context);
    String list = element.boxedName();
    String length = sized("ArrayLength", name, nullable, flexible);
    out.openBlock().line("int length = %s;", length);
    if (!nullable.isNever()) {
      out.open("if (length < 0)").line("it.%s = null;", field.name()).reopen("else");
    }
    out.line("List<%s> list = MessageReader.newList(length);", list);
    out.open("for (int i = 0; i < length; i++)");
    out.line("list.add(%s);", single(element, name, Condition.NEVER, flexible)).close();
    out.line("it.%s = list;", field.name());
    if (!nullable.isNever()) {
      out.close();
    }
    out.close();
  }

  private static String single(FieldType type, String name, Condition nullable, String flexible) {
    return switch (type) {
      case FieldType.Scalar scalar -> "in.read" + scalar.methodSuffix() + "()";
      case FieldType.Sized sized -> sized(sized.methodSuffix(), name, nullable, flexible);
      case FieldType.Struct target -> target.javaName() + ".read(in, version)";
      case FieldType.Array _ -> throw new IllegalArgumentException("an array of arrays");
    };
  }

  private static String sized(String suffix, String name, Condition nullable, String flexible) {
    String orNull = "in.readNullable%s(%s)".formatted(suffix, flexible);
    String never = "in.read%s(%s, \"%s\")".formatted(suffix, flexible, name);
    if (nullable.isAlways()) {
      return orNull;
    }
    return nullable.isNever() ? never : nullable.operand() + " ? " + orNull + " : " + never;
  }

  private String flexible(FieldSchema field, VersionSet context) {
    return FlexibleFlag.of(field, message, context);
  }

  private String qualified(FieldSchema field) {
    return struct.name() + "." + field.name();
  }
}
