package io.barnabas.coordinator.group.script;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A message as a person reads it: its fields that are not at their defaults. */
final class MessageText {
  private static final List<String> LEFT_OUT = List.of("throttleTimeMs", "unknownTaggedFields");

  private MessageText() {}

  static String of(Message message) {
    return message.getClass().getSimpleName() + fields(message);
  }

  private static String fields(Object structure) {
    try {
      Object untouched = structure.getClass().getDeclaredConstructor().newInstance();
      StringJoiner text = new StringJoiner(" ", "(", ")");
      for (Field field : structure.getClass().getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || LEFT_OUT.contains(field.getName())) {
          continue;
        }
        Object value = read(structure, field);
        if (!Objects.equals(value, read(untouched, field))) {
          text.add(field.getName() + "=" + valueText(field.getName(), value));
        }
      }
      return text.toString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(structure.getClass() + " is not a message", e);
    }
  }

  private static @Nullable Object read(Object structure, Field field)
      throws ReflectiveOperationException {
    return structure.getClass().getMethod(field.getName()).invoke(structure);
  }

  private static String valueText(String name, @Nullable Object value) {
    return switch (value) {
      case Short code when name.equals("errorCode") -> String.valueOf(ErrorCode.forCode(code));
      case ByteBuffer bytes -> bytesText(bytes);
      case Collection<?> elements -> {
        StringJoiner text = new StringJoiner(" ", "[", "]");
        elements.forEach(element -> text.add(valueText(name, element)));
        yield text.toString();
      }
      case String text -> text;
      case null -> "null";
      default -> value.getClass().getName().contains("$") ? fields(value) : value.toString();
    };
  }

  private static String bytesText(ByteBuffer bytes) {
    byte[] content = new byte[bytes.remaining()];
    bytes.duplicate().get(content);
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return text.chars().allMatch(c -> c > ' ' && c < 127)
        ? '\'' + text + '\''
        : HexFormat.of().formatHex(content);
  }
}
