package io.barnabas.generator;

/** The Java of a field's default value and of the test that a value is another one. */
record DefaultValue(FieldSchema field) {

  /** The expression for the default. */
  String expression() {
    if (field.defaultsToNull()) {
      return "null";
    }
    return switch (field.type()) {
      case FieldType.Scalar scalar -> scalarLiteral(scalar);
      case FieldType.Sized sized when sized == FieldType.Sized.STRING ->
          "\"" + field.defaultValue() + "\"";
      case FieldType.Sized _ -> "MessageReader.NO_BYTES";
      case FieldType.Struct struct -> "new " + struct.javaName() + "()";
      case FieldType.Array _ -> "List.of()";
    };
  }

  /** A boolean expression that is true if the field has another value. */
  String differs() {
    String value = "this." + field.name();
    if (field.defaultsToNull()) {
      return value + " != null";
    }
    String differs =
        switch (field.type()) {
          case FieldType.Scalar scalar -> scalarDiffers(scalar, value);
          case FieldType.Sized sized when sized == FieldType.Sized.STRING ->
              "!" + value + ".equals(" + expression() + ")";
          case FieldType.Sized _ -> value + ".hasRemaining()";
          case FieldType.Struct _ -> "!" + value + ".equals(" + expression() + ")";
          case FieldType.Array _ -> "!" + value + ".isEmpty()";
        };
    return field.isNullable() ? "(" + value + " == null || " + differs + ")" : differs;
  }

  private String scalarLiteral(FieldType.Scalar scalar) {
    String text = field.defaultValue();
    return switch (scalar) {
      case BOOL -> text.isEmpty() ? "false" : Boolean.toString(Boolean.parseBoolean(text));
      case FLOAT64 -> text.isEmpty() ? "0.0" : Double.toString(Double.parseDouble(text));
      case UUID -> "Uuid.ZERO";
      case UINT32, INT64 -> (text.isEmpty() ? 0 : Long.decode(text)) + "L";
      case INT8, INT16, UINT16, INT32 -> Long.toString(text.isEmpty() ? 0 : Long.decode(text));
    };
  }

  private String scalarDiffers(FieldType.Scalar scalar, String value) {
    return switch (scalar) {
      case BOOL -> scalarLiteral(scalar).equals("true") ? "!" + value : value;
      case UUID -> "!" + value + ".equals(Uuid.ZERO)";
      default -> value + " != " + scalarLiteral(scalar);
    };
  }
}
