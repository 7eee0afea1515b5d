package io.barnabas.conformance.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The class path that the build has written for processes started by the tests. */
public final class ClassPath {
  private static final Path FILE = Path.of("target", "broker.class-path");

  private ClassPath() {}

  /** Of the broker and the tools, without the test libraries. */
  public static String ofBroker() {
    try {
      return Files.readString(FILE).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The build has not written " + FILE, e);
    }
  }
}
