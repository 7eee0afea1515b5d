package io.barnabas.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The three streams of a tool. What is printed to {@code out} is for scripts to read. */
public record Console(InputStream in, PrintStream out, PrintStream err) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Those of the process, in UTF-8; output is buffered until it is flushed. */
  public static Console ofProcess() {
    return new Console(
        System.in,
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
            false,
            StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }
}
