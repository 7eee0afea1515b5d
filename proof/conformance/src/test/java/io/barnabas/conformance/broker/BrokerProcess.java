package io.barnabas.conformance.broker;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A broker that runs as a process of its own. Closing ends it; its folder stays. */
public final class BrokerProcess implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 30;
  private static final long RETRY_MS = 20;

  private final BrokerSettings settings;
  private final Process process;
  private final Thread endWithJvm;

  private BrokerProcess(BrokerSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
    this.endWithJvm = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(endWithJvm);
  }

  /** Starts a broker and waits until it takes connections. */
  public static BrokerProcess start(BrokerSettings settings) throws IOException {
    BrokerProcess broker = launch(settings);
    try {
      broker.awaitListening();
      return broker;
    } catch (IOException | RuntimeException e) {
      broker.kill();
      throw e;
    }
  }

  /** Starts a broker and waits for nothing. */
  public static BrokerProcess launch(BrokerSettings settings) throws IOException {
    Path folder = Files.createDirectories(settings.folder());
    Process process =
        new ProcessBuilder(settings.command())
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    return new BrokerProcess(settings, process);
  }

  public Broker broker() {
    return Broker.at(settings.port());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks the broker to shut down, as SIGTERM does, and gives its exit code. */
  public int stop() throws IOException {
    process.destroy();
    return awaitExit();
  }

  /** SIGKILL: no clean shutdown. */
  public void kill() throws IOException {
    process.destroyForcibly();
    awaitExit();
  }

  /** Waits for the process to end by itself and gives its exit code. */
  public int awaitExit() throws IOException {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("The broker did not end by itself:\n" + stderr());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a broker ends", e);
    }
    Runtime.getRuntime().removeShutdownHook(endWithJvm);
    return process.exitValue();
  }

  public List<String> stdout() throws IOException {
    return Files.readAllLines(settings.folder().resolve("stdout"));
  }

  public List<String> stderr() throws IOException {
    return Files.readAllLines(settings.folder().resolve("stderr"));
  }

  /** Open files and sockets of the process. */
  public long openDescriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
      return descriptors.count();
    }
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      stop();
    }
  }

  private void awaitListening() throws IOException {
    long start = System.nanoTime();
    while (!isListening()) {
      if (!process.isAlive()
          || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
        throw new IOException("The broker did not start:\n" + stdout() + "\n" + stderr());
      }
      pause();
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket("127.0.0.1", settings.port())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a broker starts", e);
    }
  }
}
