package io.barnabas.cli.logdirs;

import io.barnabas.cli.ConnectionOptions;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.cli.UsageException;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.admin.LogDir;
import io.barnabas.client.admin.LogDirAdmin;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind kafka-log-dirs.sh. */
@Command(
    name = "kafka-log-dirs.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis = "kafka-log-dirs.sh --bootstrap-server HOST:PORT --describe [OPTION]...",
    description =
        "Shows the log directories of brokers and the size of each partition in them, as JSON.",
    footer = {
      "",
      "In the JSON, offsetLag tells how many records a copy has yet to get, isFuture that the copy",
      "is to replace one in another directory, and error why a directory is out of service.",
      "",
      "Examples:",
      "  kafka-log-dirs.sh --bootstrap-server localhost:9092 --describe",
      "  kafka-log-dirs.sh --bootstrap-server localhost:9092 --describe --broker-list 1,2 \\",
      "    --topic-list orders,payments | tail -n 1"
    })
public final class LogDirsCommand implements Callable<Integer> {
  private static final int DONE = 0;

  private final Console console;
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(names = "--describe", description = "Show the log directories. Required.")
  private boolean describe;

  @Option(
      names = "--broker-list",
      paramLabel = "ID,...",
      split = ",",
      description = "The brokers; without it, all.")
  private List<Integer> brokers = List.of();

  @Option(
      names = "--topic-list",
      paramLabel = "TOPIC,...",
      split = ",",
      description = "The topics; without it, all.")
  private List<String> topics = List.of();

  public LogDirsCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(LogDirsCommand::new, arguments);
  }

  @Override
  public Integer call() {
    if (!describe) {
      throw new UsageException("say what to do with --describe");
    }
    try (Cluster cluster = connection.cluster()) {
      SortedSet<Integer> chosen = chosenBrokers(cluster);
      console.out().println("Querying brokers for log directories information");
      LogDirAdmin admin = new LogDirAdmin(cluster);
      SortedMap<Integer, List<LogDir>> found = new TreeMap<>();
      chosen.forEach(broker -> found.put(broker, admin.describe(broker)));
      console.out().println("Received log directory information from brokers " + joined(chosen));
      console.out().println(new LogDirsJson(topics).of(found));
    }
    return DONE;
  }

  private SortedSet<Integer> chosenBrokers(Cluster cluster) {
    SortedSet<Integer> existing = new TreeSet<>(cluster.view().nodes().keySet());
    SortedSet<Integer> missing = new TreeSet<>(brokers);
    missing.removeAll(existing);
    if (!missing.isEmpty()) {
      throw new ClientException(
          "The given brokers do not exist from --broker-list: %s. Current existent brokers: %s"
              .formatted(joined(missing), joined(existing)));
    }
    return brokers.isEmpty() ? existing : new TreeSet<>(brokers);
  }

  private static String joined(Collection<Integer> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
