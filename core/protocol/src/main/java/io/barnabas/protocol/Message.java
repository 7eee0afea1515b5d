package io.barnabas.protocol;

import io.barnabas.protocol.primitive.MessageWriter;

/**
 * A generated message: mutable, not for use by two threads. Fields start with the defaults of the
 * schema; a version that lacks a field reads it as its default.
 */
public interface Message {
  /** The API key of a request or response, the type of a metadata or coordinator record, or -1. */
  short apiKey();

  short lowestVersion();

  short highestVersion();

  /**
   * Appends the message, without a header.
   *
   * @throws UnwritableMessageException if the version does not exist, lacks a field that has been
   *     set and must not be lost, or does not allow a null that has been set
   */
  void write(MessageWriter out, short version);
}
