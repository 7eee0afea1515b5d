package io.barnabas.cli.records;

import io.barnabas.cli.ConnectionOptions;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.RecordDeletion;
import io.barnabas.client.metadata.Outcome;
import io.barnabas.client.metadata.PartitionLeaders;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind kafka-delete-records.sh. */
@Command(
    name = "kafka-delete-records.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis =
        "kafka-delete-records.sh --bootstrap-server HOST:PORT --offset-json-file FILE [OPTION]...",
    description = "Deletes the records of partitions that are older than an offset.",
    footer = {
      "",
      "The file names the first offset to keep of each partition; -1 keeps none:",
      "  {\"partitions\": [{\"topic\": \"orders\", \"partition\": 0, \"offset\": 1000}], \"version\": 1}",
      "",
      "Example:",
      "  kafka-delete-records.sh --bootstrap-server localhost:9092 --offset-json-file offsets.json"
    })
public final class DeleteRecordsCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Console console;
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--offset-json-file",
      paramLabel = "FILE",
      required = true,
      description = "A JSON file with the offsets. Required.")
  private Path offsetFile = Path.of("");

  public DeleteRecordsCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(DeleteRecordsCommand::new, arguments);
  }

  @Override
  public Integer call() {
    try (Cluster cluster = connection.cluster()) {
      SortedMap<TopicPartition, Long> offsets = OffsetFile.read(offsetFile);
      console.out().println("Executing records delete operation");
      SortedMap<TopicPartition, Outcome<Long>> outcomes =
          new RecordDeletion(cluster, new PartitionLeaders(cluster, false)).deleteBefore(offsets);
      console.out().println("Records delete operation completed:");
      outcomes.forEach(
          (partition, outcome) ->
              console.out().println("partition: " + partition + "\t" + text(outcome)));
      return outcomes.values().stream().allMatch(Outcome.Answered.class::isInstance)
          ? DONE
          : FAILED;
    }
  }

  private static String text(Outcome<Long> outcome) {
    return switch (outcome) {
      case Outcome.Answered<Long> answered -> "low_watermark: " + answered.value();
      case Outcome.Failed<Long> failed -> "error: " + failed.failure().getMessage();
    };
  }
}
