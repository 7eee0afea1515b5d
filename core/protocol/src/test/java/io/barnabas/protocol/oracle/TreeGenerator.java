package io.barnabas.protocol.oracle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Fills a message of a version with values, driven by the published schema. */
final class TreeGenerator {
  private static final int BROKEN_ONE_IN = 4;
  private static final int FIRST_UNKNOWN_TAG = 1000;

  private final Schema schema;
  private final int version;
  private final Style style;
  private final Random random;
  private boolean toBreak;

  TreeGenerator(Schema schema, int version, Style style, Random random) {
    this.schema = schema;
    this.version = version;
    this.style = style;
    this.random = random;
    this.toBreak = style == Style.BROKEN;
  }

  Map<String, Object> message() {
    return struct(schema.fields());
  }

  private Map<String, Object> struct(List<Schema.Field> fields) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (style == Style.DEFAULTS) {
      return tree;
    }
    for (Schema.Field field : fields) {
      boolean breakHere = toBreak && random.nextInt(BROKEN_ONE_IN) == 0;
      if (field.isIn(version)) {
        tree.put(field.name(), value(field, breakHere));
      } else if (breakHere) {
        toBreak = false;
        tree.put(field.name(), single(field.type()));
      }
    }
    if (schema.isFlexibleIn(version) && style == Style.RANDOM) {
      tree.put(Tree.UNKNOWN_TAGGED_FIELDS, unknownTaggedFields());
    }
    return tree;
  }

  private Object value(Schema.Field field, boolean breakHere) {
    boolean canBeNull = field.isNullableIn(version);
    if (canBeNull && (style == Style.NULLS || (style != Style.MAX && random.nextInt(4) == 0))) {
      return null;
    }
    boolean isReference = field.type().matches("(\\[]|[A-Z]|string|bytes|records).*");
    if (breakHere && !canBeNull && isReference) {
      toBreak = false;
      return null;
    }
    return single(field.type());
  }

  private Object single(String type) {
    if (type.startsWith("[]")) {
      return array(type.substring(2));
    }
    return switch (type) {
      case "bool" -> style == Style.MAX || (style != Style.EMPTY && random.nextBoolean());
      case "int8" -> (byte) number(Byte.MAX_VALUE);
      case "int16" -> (short) number(Short.MAX_VALUE);
      case "uint16" -> (int) number(0xffff) & 0xffff;
      case "int32" -> (int) number(Integer.MAX_VALUE);
      case "uint32" -> number(0xffff_ffffL) & 0xffff_ffffL;
      case "int64" -> number(Long.MAX_VALUE);
      case "float64" -> style == Style.MAX ? Double.MAX_VALUE : number(1) / 3.0;
      case "uuid" -> new UUID(number(Long.MAX_VALUE), number(Long.MAX_VALUE));
      case "string" -> text();
      case "bytes", "records" -> bytes();
      default -> struct(schema.fieldsOf(type));
    };
  }

  private long number(long max) {
    return switch (style) {
      case EMPTY, NULLS, DEFAULTS -> 0;
      case MAX -> max;
      case RANDOM, BROKEN -> random.nextInt(4) == 0 ? random.nextInt(3) - 1 : random.nextLong();
    };
  }

  private String text() {
    return switch (style) {
      case EMPTY, NULLS, DEFAULTS -> "";
      case MAX -> "x".repeat(200) + "µ€\uD83D\uDE00";
      case RANDOM, BROKEN -> "aé-_漢0".substring(random.nextInt(6)).repeat(random.nextInt(4));
    };
  }

  private ByteBuffer bytes() {
    byte[] bytes = new byte[length(300)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private List<Object> array(String elementType) {
    List<Object> elements = new ArrayList<>();
    boolean isStruct = Character.isUpperCase(elementType.charAt(0));
    for (int left = length(isStruct ? 2 : 150); left > 0; left--) {
      elements.add(single(elementType));
    }
    return elements;
  }

  private int length(int max) {
    return switch (style) {
      case EMPTY, DEFAULTS -> 0;
      case NULLS -> 1;
      case MAX -> max;
      case RANDOM, BROKEN -> random.nextInt(4);
    };
  }

  private Map<Integer, ByteBuffer> unknownTaggedFields() {
    Map<Integer, ByteBuffer> fields = new TreeMap<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      fields.put(FIRST_UNKNOWN_TAG + random.nextInt(100_000), bytes());
    }
    return fields;
  }
}
