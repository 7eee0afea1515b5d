package io.barnabas.conformance.client;

/** A committed offset: what is to be read next, and what the committer noted about it. */
public record Committed(long offset, String metadata) {
  public static Committed at(long offset) {
    return new Committed(offset, "");
  }
}
