package io.barnabas.protocol;

/** What is kept in logs and can tell its fields, to be shown to people. */
public interface Described {
  /**
   * Tells the fields that a version has, in the order of the schema. Tagged fields are told where
   * they have another value than their default.
   */
  void describe(FieldVisitor visitor, short version);
}
