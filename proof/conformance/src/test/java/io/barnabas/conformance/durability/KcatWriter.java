package io.barnabas.conformance.durability;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.durability.Acknowledged.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * kcat (librdkafka), idempotent, writing the lines that it is given to one partition. It tells of
 * each delivery, in the order of the lines, and ends when its broker is gone.
 */
final class KcatWriter implements Writer {
  private static final Pattern DELIVERED =
      Pattern.compile("Message delivered to partition (\\d+) \\(offset (\\d+)\\)");
  private static final int BURST = 100;
  private static final long BURST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LIMIT_SECONDS = 40;

  private final String name;
  private final Process process;
  private final Acknowledged acknowledged = new Acknowledged();
  private final Thread feeder;
  private final Thread listener;
  private volatile boolean isStopping;

  private KcatWriter(String name, Process process) {
    this.name = name;
    this.process = process;
    this.feeder = new Thread(this::feed, name);
    this.listener = new Thread(this::listen, name + "-listener");
  }

  static KcatWriter start(String name, Broker broker, String topic, int partition)
      throws IOException {
    Process process =
        new ProcessBuilder(
                "kcat",
                "-b",
                broker.bootstrapServers(),
                "-P",
                "-t",
                topic,
                "-p",
                Integer.toString(partition),
                "-X",
                "enable.idempotence=true",
                "-vvv")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    KcatWriter writer = new KcatWriter(name, process);
    writer.feeder.start();
    writer.listener.start();
    return writer;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Promise promise() {
    return Promise.ONCE;
  }

  @Override
  public Acknowledged acknowledged() {
    return acknowledged;
  }

  /** It gives up when its broker goes away; that is how it is. */
  @Override
  public List<String> failures() {
    return List.of();
  }

  @Override
  public void finish() throws IOException {
    isStopping = true;
    awaitEnd();
  }

  @Override
  public void abandon() throws IOException {
    isStopping = true;
    process.destroyForcibly();
    awaitEnd();
  }

  private void feed() {
    try (OutputStream lines = process.getOutputStream()) {
      for (long number = 0; !isStopping; number++) {
        if (number % BURST == 0) {
          lines.flush();
          LockSupport.parkNanos(BURST_INTERVAL_NANOS);
        }
        lines.write(new Mark(name, number).toBytes());
        lines.write('\n');
      }
    } catch (IOException itHasEnded) {
      isStopping = true;
    }
  }

  private void listen() {
    try (BufferedReader lines = process.errorReader(US_ASCII)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher delivered = DELIVERED.matcher(line);
        if (delivered.find()) {
          int partition = Integer.parseInt(delivered.group(1));
          acknowledged.add(number++, new Place(partition, Long.parseLong(delivered.group(2))));
        }
      }
    } catch (IOException itHasEnded) {
      isStopping = true;
    }
  }

  private void awaitEnd() throws IOException {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("kcat does not end");
      }
      feeder.join();
      listener.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
