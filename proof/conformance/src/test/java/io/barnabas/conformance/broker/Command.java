package io.barnabas.conformance.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that ended by itself.
 *
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record Command(int exitCode, String output, String errors) {
  private static final long LIMIT_SECONDS = 60;

  /** Runs a command with {@code input} as its standard input. */
  public static Command run(String input, List<String> command) throws IOException {
    Path folder = Files.createTempDirectory("command");
    try {
      Path in = Files.writeString(folder.resolve("in"), input);
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      await(process, command);
      return new Command(process.exitValue(), read(out), read(err));
    } finally {
      Folders.delete(folder);
    }
  }

  /** Runs a main class of this JDK on a class path. */
  public static Command java(String classPath, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return run("", command);
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private static void await(Process process, List<String> command) throws IOException {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("Does not end: " + command);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while running " + command, e);
    } finally {
      process.destroyForcibly();
    }
  }
}
