package io.barnabas.cli.front;

import io.barnabas.broker.takeover.TakeoverPlan;
import io.barnabas.broker.takeover.TakeoverRefusedException;
import io.barnabas.cli.Console;
import io.barnabas.cli.UsageException;
import io.barnabas.client.ClientException;
import io.barnabas.environment.real.NioVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code barnabas import-kafka --check}. */
@Command(
    name = "import-kafka",
    sortOptions = false,
    description = {
      "Look at the log directories of an Apache Kafka that is stopped, say what a broker would take"
          + " over from them, and change nothing.",
      "",
      "There is no import to be run: the broker itself takes Kafka's directories over when it is"
          + " started on them. It must have been a single node, broker and controller in one"
          + " process (KRaft), of Kafka 3.9 or 4. Kafka's own metadata log is kept aside."
    },
    footer = {
      "",
      "The exit code is 0 if the directories can be taken over, else 1.",
      "",
      "Example:",
      "  barnabas import-kafka --check /var/lib/kafka/data",
      "  kafka-server-start.sh --override log.dirs=/var/lib/kafka/data"
    })
final class ImportKafkaCommand implements Callable<Integer> {
  private static final int POSSIBLE = 0;
  private static final int IMPOSSIBLE = 1;

  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "All of Kafka's log.dirs, in its order.")
  private List<Path> logDirs = List.of();

  @Option(
      names = "--check",
      description = "Only look. Required, for the broker does the rest at its start.")
  private boolean check;

  @Option(
      names = "--metadata-log-dir",
      paramLabel = "DIR",
      description = "Kafka's metadata.log.dir, where it is not the first of log.dirs.")
  private @Nullable Path metadataDir;

  ImportKafkaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!check) {
      throw new UsageException(
          "say --check; to take the directories over, start the broker on them: kafka-server-start.sh --override log.dirs=...");
    }
    List<Path> paths = logDirs.stream().map(ImportKafkaCommand::existing).toList();
    Path metadata = metadataDir == null ? paths.getFirst() : existing(metadataDir);
    try {
      TakeoverPlan plan = TakeoverPlan.check(new NioVolume(), paths, metadata);
      new PlanReport(console.out()).print(plan, paths);
      return plan.isPossible() ? POSSIBLE : IMPOSSIBLE;
    } catch (TakeoverRefusedException | IOException e) {
      throw new ClientException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path existing(Path path) {
    if (!Files.isDirectory(path)) {
      throw new ClientException("there is no directory " + path);
    }
    return path.toAbsolutePath().normalize();
  }
}
