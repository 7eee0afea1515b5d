package io.barnabas.generator;

import java.util.List;

/** A named sequence of fields: a message's own, or a structure in it. */
record StructSchema(String name, List<FieldSchema> fields) {
  StructSchema {
    fields = List.copyOf(fields);
  }
}
