package io.barnabas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a tool did when it was run in this process. */
public record ToolRun(int exitCode, String out, String err) {
  /** Runs a tool with nothing on standard input. */
  public static ToolRun of(Tool.ToolFactory tool, String... arguments) {
    return withInput("", tool, arguments);
  }

  public static ToolRun withInput(String input, Tool.ToolFactory tool, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int exitCode = Tool.run(tool, console, arguments);
    return new ToolRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
