package io.barnabas.cli.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs every tool once, so that the JVM of tools learns which classes they load. */
final class ToolRehearsal {
  private static final String TOPIC = "rehearsal";
  private static final int LINES = 5_000;
  private static final int START_ATTEMPTS = 5;

  private final String server;
  private final Path folder;
  private final List<String> failures = new ArrayList<>();
  private final String input =
      IntStream.range(0, LINES)
          .mapToObj(line -> "key" + line + "\tvalue " + line)
          .collect(Collectors.joining("\n"));

  /**
   * @param folder where the broker at the address has its data
   */
  ToolRehearsal(String server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Runs all tools; gives the command lines of those that failed. */
  List<String> run() {
    awaitBroker();
    manageTopics();
    manageConfigs();
    sendAndReceive();
    useGroups();
    dumpLog();
    describeLogDirs();
    deleteRecords();
    return failures;
  }

  /** A tool waits a few seconds for a broker that is starting; a slow machine may need more. */
  private void awaitBroker() {
    for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      failures.clear();
      ask(TopicsCommand::new, "--list");
      if (failures.isEmpty()) {
        return;
      }
    }
  }

  private void manageTopics() {
    ask(TopicsCommand::new, "--create", "--topic", TOPIC, "--partitions", "3");
    ask(TopicsCommand::new, "--alter", "--topic", TOPIC, "--partitions", "4");
    ask(TopicsCommand::new, "--list");
    ask(TopicsCommand::new, "--describe", "--topic", TOPIC);
    run(TopicsCommand::new, "--help");
    run(BarnabasCommand::create, "import-kafka", "--help");
  }

  private void manageConfigs() {
    ask(ConfigsCommand::new, "--alter", "--topic", TOPIC, "--add-config", "retention.ms=3600000");
    ask(ConfigsCommand::new, "--describe", "--topic", TOPIC, "--all");
  }

  private void sendAndReceive() {
    for (CompressionType codec : CompressionType.values()) {
      ask(
          ConsoleProducerCommand::new,
          "--topic",
          TOPIC,
          "--compression-codec",
          codec.configName(),
          "--reader-property",
          "parse.key=true");
    }
    int records = LINES * CompressionType.values().length;
    ask(
        ConsoleConsumerCommand::new,
        "--topic",
        TOPIC,
        "--from-beginning",
        "--max-messages",
        Integer.toString(records));
  }

  private void useGroups() {
    readInGroup("classic");
    readInGroup("consumer");
    ask(ConsumerGroupsCommand::new, "--list", "--state");
    ask(ConsumerGroupsCommand::new, "--describe", "--all-groups", "--lag-time");
    ask(ConsumerGroupsCommand::new, "--describe", "--all-groups", "--members");
    ask(
        ConsumerGroupsCommand::new,
        "--reset-offsets",
        "--all-groups",
        "--all-topics",
        "--to-earliest",
        "--execute");
    ask(ConsumerGroupsCommand::new, "--delete", "--all-groups");
  }

  private void readInGroup(String protocol) {
    ask(
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

  /** A log that was written a moment ago may have no file yet; the journal has. */
  private void dumpLog() {
    Path journal = folder.resolve("1.journal");
    run(DumpLogCommand::new, "--print-data-log", "--files", journal.toString());
  }

  private void describeLogDirs() {
    ask(LogDirsCommand::new, "--describe");
    ask(GetOffsetsCommand::new, "--topic-partitions", TOPIC + ":0-");
    ask(GetOffsetsCommand::new, "--time", "max-timestamp");
  }

  private void deleteRecords() {
    Path offsets = folder.resolve("offsets.json");
    try {
      Files.writeString(
          offsets,
          "{\"partitions\": [{\"topic\": \"" + TOPIC + "\", \"partition\": 0, \"offset\": 1}]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ask(DeleteRecordsCommand::new, "--offset-json-file", offsets.toString());
  }

  private void ask(Tool.ToolFactory tool, String... arguments) {
    String[] all =
        Stream.concat(Stream.of("--bootstrap-server", server), Stream.of(arguments))
            .toArray(String[]::new);
    run(tool, all);
  }

  private void run(Tool.ToolFactory tool, String... arguments) {
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            System.err);
    if (Tool.run(tool, console, arguments) != 0) {
      failures.add("A tool failed, called with " + String.join(" ", arguments));
    }
  }
}
