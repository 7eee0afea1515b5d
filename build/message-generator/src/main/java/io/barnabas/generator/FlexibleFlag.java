package io.barnabas.generator;

/** The argument that says whether a field's length is a variable-length integer. */
final class FlexibleFlag {
  private FlexibleFlag() {}

  static String of(FieldSchema field, MessageSchema message, VersionSet context) {
    Condition own = Condition.in(field.versions().flexible(), context);
    boolean asMessage =
        field.versions().flexible().and(context).equals(message.flexible().and(context));
    return asMessage && !own.isAlways() && !own.isNever() ? "flexible" : own.operand();
  }
}
