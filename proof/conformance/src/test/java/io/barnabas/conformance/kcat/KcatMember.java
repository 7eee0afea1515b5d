package io.barnabas.conformance.kcat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.broker.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A kcat that reads a topic as a member of a group. Closing has it commit and leave. */
final class KcatMember implements AutoCloseable {
  private static final long LIMIT_SECONDS = 40;
  private static final long PAUSE_MS = 20;

  private final Process process;
  private final Path folder;

  private KcatMember(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  static KcatMember start(Broker broker, String group, String topic, String assignor)
      throws IOException {
    Path folder = Files.createTempDirectory("kcat");
    Process process =
        new ProcessBuilder(
                "kcat",
                "-b",
                broker.bootstrapServers(),
                "-u",
                "-X",
                "partition.assignment.strategy=" + assignor,
                "-X",
                "session.timeout.ms=2000",
                "-X",
                "heartbeat.interval.ms=100",
                "-X",
                "auto.commit.interval.ms=200",
                "-X",
                "auto.offset.reset=earliest",
                "-f",
                "%p %o\n",
                "-G",
                group,
                topic)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    return new KcatMember(process, folder);
  }

  static boolean isInstalled() {
    try {
      return Command.run("", List.of("kcat", "-V")).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  static void await(BooleanSupplier condition) throws IOException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
        throw new IOException("Not within " + LIMIT_SECONDS + " s");
      }
      pause();
    }
  }

  /** What it has read, as partition and offset. */
  List<String> lines() {
    try {
      return Files.readAllLines(folder.resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: it neither commits nor leaves. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("kcat does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    Folders.delete(folder);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
