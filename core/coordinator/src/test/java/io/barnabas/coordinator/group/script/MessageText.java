package io.barnabas.coordinator.group.script;

import io.barnabas.protocol.ErrorCode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a structure of one, as a person reads it: its fields that are neither null nor at
 * their defaults.
 */
final class MessageText {
  private static final int LONG = 100;
  private static final List<String> LEFT_OUT = List.of("throttleTimeMs", "unknownTaggedFields");

  /** Whether each of several structures in a list gets a line of its own. */
  private final boolean broken;

  private MessageText(boolean broken) {
    this.broken = broken;
  }

  /** On one line if that is not too long. */
  static String of(Object message) {
    String name = message.getClass().getSimpleName();
    String line = name + new MessageText(false).fields(message);
    return line.length() <= LONG ? line : name + new MessageText(true).fields(message);
  }

  private String fields(Object structure) {
    try {
      Object untouched = structure.getClass().getDeclaredConstructor().newInstance();
      StringJoiner text = new StringJoiner(" ", "(", ")");
      for (Field field : structure.getClass().getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || LEFT_OUT.contains(field.getName())) {
          continue;
        }
        Object value = read(structure, field);
        if (value != null && !value.equals(read(untouched, field))) {
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

  private String valueText(String name, Object value) {
    return switch (value) {
      case Short code when name.equals("errorCode") -> String.valueOf(ErrorCode.forCode(code));
      case ByteBuffer bytes -> bytesText(bytes);
      case Collection<?> elements -> listText(name, elements);
      case String text -> text;
      default -> isStructure(value) ? fields(value) : value.toString();
    };
  }

  private String listText(String name, Collection<?> elements) {
    boolean onLines =
        broken && elements.size() > 1 && elements.stream().anyMatch(MessageText::isStructure);
    StringJoiner text =
        onLines ? new StringJoiner("\n    ", "[\n    ", "]") : new StringJoiner(" ", "[", "]");
    elements.forEach(element -> text.add(valueText(name, element)));
    return text.toString();
  }

  private static boolean isStructure(Object value) {
    return value.getClass().getName().contains("$");
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
