package io.barnabas.generator;

/** A field's type in a schema. */
sealed interface FieldType {
  /** The type of the Java field. */
  String javaName();

  /** The type as an argument of a generic type. */
  String boxedName();

  static FieldType parse(String text) {
    if (text.startsWith("[]")) {
      return new Array(parse(text.substring(2)));
    }
    for (Scalar scalar : Scalar.values()) {
      if (scalar.schemaName.equals(text)) {
        return scalar;
      }
    }
    for (Sized sized : Sized.values()) {
      if (sized.schemaName.equals(text)) {
        return sized;
      }
    }
    if (!Character.isUpperCase(text.charAt(0))) {
      throw new IllegalArgumentException("unknown field type " + text);
    }
    return new Struct(text);
  }

  /** A type of fixed width that is never null. */
  enum Scalar implements FieldType {
    BOOL("bool", "boolean", "Boolean", "Boolean"),
    INT8("int8", "byte", "Byte", "Byte"),
    INT16("int16", "short", "Short", "Short"),
    UINT16("uint16", "int", "Integer", "UnsignedShort"),
    INT32("int32", "int", "Integer", "Int"),
    UINT32("uint32", "long", "Long", "UnsignedInt"),
    INT64("int64", "long", "Long", "Long"),
    FLOAT64("float64", "double", "Double", "Double"),
    UUID("uuid", "Uuid", "Uuid", "Uuid");

    private final String schemaName;
    private final String javaName;
    private final String boxedName;
    private final String methodSuffix;

    Scalar(String schemaName, String javaName, String boxedName, String methodSuffix) {
      this.schemaName = schemaName;
      this.javaName = javaName;
      this.boxedName = boxedName;
      this.methodSuffix = methodSuffix;
    }

    @Override
    public String javaName() {
      return javaName;
    }

    @Override
    public String boxedName() {
      return boxedName;
    }

    /** How the reader's and the writer's methods for it end. */
    String methodSuffix() {
      return methodSuffix;
    }
  }

  /** Bytes after a length; may be null. */
  enum Sized implements FieldType {
    STRING("string", "String", "String"),
    BYTES("bytes", "ByteBuffer", "Bytes"),
    RECORDS("records", "Outbound", "Records");

    private final String schemaName;
    private final String javaName;
    private final String methodSuffix;

    Sized(String schemaName, String javaName, String methodSuffix) {
      this.schemaName = schemaName;
      this.javaName = javaName;
      this.methodSuffix = methodSuffix;
    }

    @Override
    public String javaName() {
      return javaName;
    }

    @Override
    public String boxedName() {
      return javaName;
    }

    /** How the reader's and the writer's methods for it end. */
    String methodSuffix() {
      return methodSuffix;
    }
  }

  /** A structure of the same message, by name. */
  record Struct(String javaName) implements FieldType {
    @Override
    public String boxedName() {
      return javaName;
    }
  }

  /** A sequence of elements, none of them null. */
  record Array(FieldType element) implements FieldType {
    @Override
    public String javaName() {
      return "List<" + element.boxedName() + ">";
    }

    @Override
    public String boxedName() {
      return javaName();
    }
  }
}
