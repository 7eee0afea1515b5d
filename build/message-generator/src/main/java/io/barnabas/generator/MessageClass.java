package io.barnabas.generator;

/** Writes the Java class of one message, its structures nested in it. */
final class MessageClass {
  static final String GENERATED = "@Generated(\"io.barnabas.generator.Generator\")";

  private final MessageSchema message;
  private final String packageName;
  private final JavaSource out = new JavaSource();

  private MessageClass(MessageSchema message, String packageName) {
    this.message = message;
    this.packageName = packageName;
  }

  static String source(MessageSchema message, String packageName) {
    return new MessageClass(message, packageName).write();
  }

  private String write() {
    writeHead();
    out.line("/** Generated from the published schema of %s. */", message.name());
    out.line(GENERATED);
    out.open("public final class %s implements Message%s", message.name(), more());
    writeConstants();
    writeBody(message.root());
    writeMessageMethods();
    for (StructSchema struct : message.structs()) {
      out.blank().line("/** A structure of {@link %s}. */", message.name());
      out.line(GENERATED);
      String interfaces = message.isDescribed() ? " implements Described" : "";
      out.open("public static final class %s%s", struct.name(), interfaces);
      writeBody(struct);
      out.close();
    }
    return out.close().toString();
  }

  private String more() {
    return message.isDescribed() ? ", Described" : "";
  }

  private void writeHead() {
    out.line("package %s;", packageName).blank();
    out.line("import io.barnabas.environment.Outbound;");
    out.line("import io.barnabas.protocol.Described;");
    out.line("import io.barnabas.protocol.FieldVisitor;");
    out.line("import io.barnabas.protocol.MalformedMessageException;");
    out.line("import io.barnabas.protocol.Message;");
    out.line("import io.barnabas.protocol.UnwritableMessageException;");
    out.line("import io.barnabas.protocol.primitive.MessageReader;");
    out.line("import io.barnabas.protocol.primitive.MessageWriter;");
    out.line("import io.barnabas.protocol.primitive.RawTaggedField;");
    out.line("import io.barnabas.protocol.primitive.Uuid;");
    out.line("import java.nio.ByteBuffer;");
    out.line("import java.util.List;");
    out.line("import java.util.Objects;");
    out.line("import javax.annotation.processing.Generated;");
    out.line("import org.jspecify.annotations.Nullable;").blank();
  }

  private void writeConstants() {
    out.line("public static final short LOWEST_VERSION = %d;", message.valid().lowest());
    out.line("public static final short HIGHEST_VERSION = %d;", message.valid().highest());
    out.line("/** The API key or record type, -1 if there is none. */");
    out.line("public static final short API_KEY = %d;", message.identity().apiKey()).blank();
  }

  private void writeBody(StructSchema struct) {
    new FieldsSection(out, struct).write();
    out.blank();
    new ReadSection(out, message, struct).write();
    out.blank();
    new WriteSection(out, message, struct).write();
    if (message.isDescribed()) {
      new DescriptionSection(out, message, struct).write();
    }
    new EqualitySection(out, struct).write();
  }

  private void writeMessageMethods() {
    out.blank();
    out.line("/** Reads from the buffer's position, which moves behind the message. */");
    out.open("public static %s read(ByteBuffer in, short version)", message.name());
    out.line("return read(new MessageReader(in), version);").close();
    writeConstantMethod("apiKey", "API_KEY");
    writeConstantMethod("lowestVersion", "LOWEST_VERSION");
    writeConstantMethod("highestVersion", "HIGHEST_VERSION");
  }

  private void writeConstantMethod(String method, String constant) {
    out.blank().line("@Override");
    out.open("public short %s()", method).line("return %s;", constant).close();
  }
}
