package io.barnabas.generator;

import java.util.List;

/** Writes the classes that choose a message class by its number. */
final class Dispatchers {
  private Dispatchers() {}

  /** The source of {@code ApiMessages}, which reads requests and responses. */
  static String apiMessages(List<Api> apis) {
    JavaSource out = new JavaSource();
    out.line("package io.barnabas.protocol;").blank();
    out.line("import io.barnabas.protocol.message.*;");
    out.line("import java.nio.ByteBuffer;");
    out.line("import javax.annotation.processing.Generated;").blank();
    out.line("/** Reads requests and responses by their API. */");
    out.line(MessageClass.GENERATED);
    out.open("public final class ApiMessages").line("private ApiMessages() {}");
    writeApiSwitch(out, "Request", apis);
    writeApiSwitch(out, "Response", apis);
    return out.close().toString();
  }

  private static void writeApiSwitch(JavaSource out, String ending, List<Api> apis) {
    out.blank();
    out.line("/**");
    out.line(" * Reads a body, behind its header; the buffer's position moves behind it.");
    out.line(" *");
    out.line(" * @throws MalformedMessageException if it is no such message");
    out.line(" */");
    out.open("public static Message read%s(ApiKey key, short version, ByteBuffer in)", ending);
    out.open("return switch (key)");
    for (Api api : apis) {
      String constant = ApiKeyEnum.constantName(api.name());
      out.line("case %s -> %s%s.read(in, version);", constant, api.name(), ending);
    }
    out.close().line(";").close();
  }

  /** The source of {@code MetadataRecords}, which reads metadata records by type. */
  static String metadataRecords(List<MessageSchema> records) {
    JavaSource out = recordsHead("metadata", "MetadataRecords", "metadata records");
    writeTypeSwitch(out, "read", "a record's fields", records);
    return out.close().toString();
  }

  /**
   * The source of a class that reads a coordinator's records by type. A key and its value have the
   * same type.
   */
  static String coordinatorRecords(
      String className, String coordinator, List<MessageSchema> records) {
    JavaSource out = recordsHead("coordinator", className, coordinator + "'s records");
    writeTypeSwitch(out, "readKey", "a key's fields", ofKind("coordinator-key", records));
    out.blank();
    writeTypeSwitch(out, "readValue", "a value's fields", ofKind("coordinator-value", records));
    return out.close().toString();
  }

  private static List<MessageSchema> ofKind(String kind, List<MessageSchema> records) {
    return records.stream().filter(record -> record.identity().kind().equals(kind)).toList();
  }

  private static JavaSource recordsHead(String packageEnd, String className, String what) {
    JavaSource out = new JavaSource();
    out.line("package io.barnabas.protocol.%s;", packageEnd).blank();
    out.line("import io.barnabas.protocol.MalformedMessageException;");
    out.line("import io.barnabas.protocol.Message;");
    out.line("import java.nio.ByteBuffer;");
    out.line("import javax.annotation.processing.Generated;").blank();
    out.line("/** Reads %s by their type. */", what);
    out.line(MessageClass.GENERATED);
    out.open("public final class %s", className).line("private %s() {}", className).blank();
    return out;
  }

  private static void writeTypeSwitch(
      JavaSource out, String method, String what, List<MessageSchema> records) {
    out.line("/**");
    out.line(" * Reads %s, behind type and version; the position moves on.", what);
    out.line(" *");
    out.line(" * @throws MalformedMessageException if it is no such record");
    out.line(" */");
    out.open("public static Message %s(short type, short version, ByteBuffer in)", method);
    out.open("return switch (type)");
    for (MessageSchema schema : records) {
      out.line("case %d -> %s.read(in, version);", schema.identity().apiKey(), schema.name());
    }
    out.line("default -> throw MalformedMessageException.noSuchRecordType(type);");
    out.close().line(";").close();
  }
}
