package io.barnabas.benchmarks.server;

import io.barnabas.benchmarks.wire.AdminConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A broker that runs. Closing ends its process and removes its folder. */
public final class BrokerProcess implements AutoCloseable {
  /** The first start of a checkout builds it. */
  private static final long START_SECONDS = 300;

  private static final long STOP_SECONDS = 30;
  private static final long RETRY_MS = 2;

  private final List<String> command;
  private final Process process;
  private final Path folder;
  private final InetSocketAddress address;
  private final Thread endWithJvm;
  private double startSeconds;

  private BrokerProcess(
      List<String> command, Process process, Path folder, InetSocketAddress address) {
    this.command = command;
    this.process = process;
    this.folder = folder;
    this.address = address;
    this.endWithJvm = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(endWithJvm);
  }

  /** Starts a broker on an empty folder under {@code parent} and waits for its first answer. */
  public static BrokerProcess start(Contestant contestant, Path parent) throws IOException {
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent, "broker");
    int port = freePort();
    return start(
        contestant.prepare(folder, port),
        folder,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Shuts the broker down and starts it again on what it has left, as a process of its own. */
  public BrokerProcess restart() throws IOException {
    stop();
    return start(command, folder, address);
  }

  /** SIGKILL, then a start on what is left. */
  public BrokerProcess crash() throws IOException {
    process.destroyForcibly();
    stop();
    return start(command, folder, address);
  }

  /** Where it keeps its data, configuration and output. */
  public Path folder() {
    return folder;
  }

  private static BrokerProcess start(List<String> command, Path folder, InetSocketAddress address)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console.out").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    long start = System.nanoTime();
    BrokerProcess broker = new BrokerProcess(command, builder.start(), folder, address);
    try {
      broker.awaitFirstAnswer(start);
    } catch (IOException | RuntimeException e) {
      broker.close();
      throw e;
    }
    broker.startSeconds = (System.nanoTime() - start) / 1e9;
    return broker;
  }

  public InetSocketAddress address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  public ProcessFigures figures() {
    return new ProcessFigures(process.pid());
  }

  /** Seconds from the start of the process to its first answer, to ApiVersions. */
  public double startSeconds() {
    return startSeconds;
  }

  @Override
  public void close() throws IOException {
    stop();
    removeFolder(folder);
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(endWithJvm);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Runs a command that ends by itself; throws with what it printed if it fails. */
  static void runToEnd(List<String> command, Path output) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.getFirst() + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while running " + command.getFirst(), e);
    }
  }

  /**
   * Has the system write back what the page cache holds unwritten, so that one measurement does not
   * pay for the writes of the one before.
   */
  public static void writeBackDirtyPages(Path onFileSystem) throws IOException {
    runToEnd(List.of("sync", "-f", onFileSystem.toString()), onFileSystem.resolve("sync.out"));
  }

  private void awaitFirstAnswer(long start) throws IOException {
    while (!answers()) {
      if (!process.isAlive()
          || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        throw new IOException(
            "The broker did not start: " + Files.readString(folder.resolve("console.out")));
      }
      pause();
    }
  }

  private boolean answers() {
    try (AdminConnection connection = AdminConnection.open(address)) {
      connection.apiVersions();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the broker starts", e);
    }
  }

  private static void removeFolder(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
