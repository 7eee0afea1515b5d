package io.barnabas.generator;

import java.util.List;

/**
 * One message in all its versions.
 *
 * @param identity what it is and who uses it
 * @param valid the versions that exist
 * @param flexible the versions with tagged fields and variable-length sizes
 * @param root the message's own fields
 * @param structs the structures that the fields use, however deep
 */
record MessageSchema(
    Identity identity,
    VersionSet valid,
    VersionSet flexible,
    StructSchema root,
    List<StructSchema> structs) {

  MessageSchema {
    structs = List.copyOf(structs);
  }

  String name() {
    return root.name();
  }

  /** Whether it is kept in logs, which people look into. */
  boolean isDescribed() {
    return switch (identity.kind()) {
      case "data", "metadata", "coordinator-key", "coordinator-value" -> true;
      default -> false;
    };
  }

  boolean isRoot(StructSchema struct) {
    return struct.name().equals(name());
  }

  /**
   * A message's place in the protocol.
   *
   * @param kind the schema's type: request, response, header, data, metadata, coordinator-key,
   *     coordinator-value
   * @param apiKey the API key, or the record type of a metadata or coordinator record; else -1
   * @param listeners where a request is served
   * @param latestVersionUnstable whether the highest version may still change
   */
  record Identity(String kind, int apiKey, List<String> listeners, boolean latestVersionUnstable) {
    Identity {
      listeners = List.copyOf(listeners);
    }
  }
}
