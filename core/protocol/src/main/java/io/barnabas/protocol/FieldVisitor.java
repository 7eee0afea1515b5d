package io.barnabas.protocol;

import org.jspecify.annotations.Nullable;

/** Hears the fields of a {@link Described}. */
@FunctionalInterface
public interface FieldVisitor {
  /**
   * A field.
   *
   * @param name as Kafka spells it in JSON
   * @param value null, a Boolean, a Number, a String, a {@link
   *     io.barnabas.protocol.primitive.Uuid}, a {@link java.nio.ByteBuffer} that is to be left as
   *     it is, a {@link Described}, or a list of these
   */
  void visit(String name, @Nullable Object value);
}
