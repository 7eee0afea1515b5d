package io.barnabas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.cli.configs.ConfigsCommand;
import io.barnabas.cli.consumer.ConsoleConsumerCommand;
import io.barnabas.cli.dump.DumpLogCommand;
import io.barnabas.cli.front.BarnabasCommand;
import io.barnabas.cli.groups.ConsumerGroupsCommand;
import io.barnabas.cli.logdirs.LogDirsCommand;
import io.barnabas.cli.offsets.GetOffsetsCommand;
import io.barnabas.cli.producer.ConsoleProducerCommand;
import io.barnabas.cli.records.DeleteRecordsCommand;
import io.barnabas.cli.topics.TopicsCommand;
import io.barnabas.record.CompressionType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs every tool against a broker of its own, for a few seconds, so that both JVMs can write down
 * which classes they load and which methods are busy (JEP 514, 515). bin/launch keeps what they
 * write, and starts are several times as quick from then on.
 */
public final class Rehearsal {
  private static final String TOPIC = "rehearsal";
  private static final int LINES = 5_000;
  private static final int PATIENCE_SECONDS = 30;

  private final String server;
  private final Path folder;
  private final String input =
      IntStream.range(0, LINES)
          .mapToObj(line -> "key" + line + "\tvalue " + line)
          .collect(Collectors.joining("\n"));

  private Rehearsal(String server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Rehearses; ends with 0 if all went well.
   *
   * @param arguments a folder for the broker's data, which the caller removes, and the command that
   *     starts a broker
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String server = "127.0.0.1:" + freePort();
    List<String> command = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
    command.addAll(
        List.of(
            "--override", "listeners=PLAINTEXT://" + server,
            "--override", "log.dirs=" + arguments[0],
            "--override", "group.initial.rebalance.delay.ms=0"));
    Process broker = new ProcessBuilder(command).inheritIO().start();
    boolean succeeded = new Rehearsal(server, Path.of(arguments[0])).run();
    broker.destroy();
    if (!broker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      broker.destroyForcibly();
    }
    System.exit(succeeded ? 0 : 1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean run() {
    return isReady()
        && manageTopics()
        && manageConfigs()
        && sendAndReceive()
        && useGroups()
        && dumpLog()
        && describeLogDirs()
        && deleteRecords();
  }

  /** A tool waits a few seconds for a broker that is starting; a slow machine may need more. */
  private boolean isReady() {
    boolean ready = false;
    for (int attempt = 0; attempt < 5 && !ready; attempt++) {
      ready = succeeds(TopicsCommand::new, "--list");
    }
    return ready;
  }

  private boolean manageTopics() {
    return succeeds(TopicsCommand::new, "--create", "--topic", TOPIC, "--partitions", "3")
        && succeeds(TopicsCommand::new, "--alter", "--topic", TOPIC, "--partitions", "4")
        && succeeds(TopicsCommand::new, "--list")
        && succeeds(TopicsCommand::new, "--describe", "--topic", TOPIC)
        && succeeds(TopicsCommand::new, "--help")
        && succeeds(BarnabasCommand::create, "import-kafka", "--help");
  }

  private boolean manageConfigs() {
    return succeeds(
            ConfigsCommand::new, "--alter", "--topic", TOPIC, "--add-config", "retention.ms=60000")
        && succeeds(ConfigsCommand::new, "--describe", "--topic", TOPIC, "--all");
  }

  private boolean sendAndReceive() {
    for (CompressionType codec : CompressionType.values()) {
      boolean sent =
          succeeds(
              ConsoleProducerCommand::new,
              "--topic",
              TOPIC,
              "--compression-codec",
              codec.configName(),
              "--reader-property",
              "parse.key=true");
      if (!sent) {
        return false;
      }
    }
    int records = LINES * CompressionType.values().length;
    return succeeds(
        ConsoleConsumerCommand::new,
        "--topic",
        TOPIC,
        "--from-beginning",
        "--max-messages",
        Integer.toString(records));
  }

  private boolean useGroups() {
    return readInGroup("classic")
        && readInGroup("consumer")
        && succeeds(ConsumerGroupsCommand::new, "--list", "--state")
        && succeeds(ConsumerGroupsCommand::new, "--describe", "--all-groups", "--lag-time")
        && succeeds(ConsumerGroupsCommand::new, "--describe", "--all-groups", "--members")
        && succeeds(
            ConsumerGroupsCommand::new,
            "--reset-offsets",
            "--all-groups",
            "--all-topics",
            "--to-earliest",
            "--execute")
        && succeeds(ConsumerGroupsCommand::new, "--delete", "--all-groups");
  }

  private boolean readInGroup(String protocol) {
    return succeeds(
        ConsoleConsumerCommand::new,
        "--topic",
        TOPIC,
        "--from-beginning",
        "--max-messages",
        Integer.toString(LINES),
        "--group",
        TOPIC + "-" + protocol,
        "--consumer-property",
        "group.protocol=" + protocol);
  }

  private boolean dumpLog() {
    Path log = folder.resolve(TOPIC + "-0").resolve("00000000000000000000.log");
    return run(DumpLogCommand::new, "--print-data-log", "--files", log.toString());
  }

  private boolean describeLogDirs() {
    return succeeds(LogDirsCommand::new, "--describe")
        && succeeds(GetOffsetsCommand::new, "--topic-partitions", TOPIC + ":0-")
        && succeeds(GetOffsetsCommand::new, "--time", "max-timestamp");
  }

  private boolean deleteRecords() {
    Path offsets = folder.resolve("offsets.json");
    try {
      Files.writeString(
          offsets,
          "{\"partitions\": [{\"topic\": \"" + TOPIC + "\", \"partition\": 0, \"offset\": 1}]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return succeeds(DeleteRecordsCommand::new, "--offset-json-file", offsets.toString());
  }

  private boolean succeeds(Tool.ToolFactory tool, String... arguments) {
    String[] all =
        Stream.concat(Stream.of("--bootstrap-server", server), Stream.of(arguments))
            .toArray(String[]::new);
    return run(tool, all);
  }

  private boolean run(Tool.ToolFactory tool, String... arguments) {
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            System.err);
    return Tool.run(tool, console, arguments) == 0;
  }
}
