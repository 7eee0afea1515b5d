package io.barnabas.cli.offsets;

import io.barnabas.cli.ConnectionOptions;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.ListedOffset;
import io.barnabas.client.admin.OffsetLookup;
import io.barnabas.client.admin.OffsetSpec;
import io.barnabas.client.metadata.Outcome;
import io.barnabas.client.metadata.PartitionLeaders;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind kafka-get-offsets.sh. */
@Command(
    name = "kafka-get-offsets.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis = "kafka-get-offsets.sh --bootstrap-server HOST:PORT [OPTION]...",
    description = "Shows an offset of partitions, a line each: topic:partition:offset.",
    footer = {
      "",
      "Examples:",
      "  kafka-get-offsets.sh --bootstrap-server localhost:9092 --topic orders",
      "  kafka-get-offsets.sh --bootstrap-server localhost:9092 --time earliest \\",
      "    --topic-partitions 'orders:0,payments.*:2-4'"
    })
public final class GetOffsetsCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Console console;
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final PartitionOptions partitions = new PartitionOptions();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description =
          "Which offset: -1 or latest, that of the next record, the default; -2 or earliest, the"
              + " first there is; -3 or max-timestamp, that of the record with the largest"
              + " timestamp; or milliseconds since 1970, the first record of that time or later. A"
              + " partition that has none is left out. (With tiered storage also -4 or"
              + " earliest-local, -5 or latest-tiered, -6 or earliest-pending-upload.)")
  private String time = "latest";

  public GetOffsetsCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(GetOffsetsCommand::new, arguments);
  }

  @Override
  public Integer call() {
    OffsetSpec spec = OffsetTime.parse(time);
    PartitionChoice choice = partitions.choice();
    try (Cluster cluster = connection.cluster()) {
      Map<TopicPartition, OffsetSpec> specs =
          choice.of(cluster.describeAllTopics().allTopics()).stream()
              .collect(Collectors.toMap(Function.identity(), _ -> spec));
      if (specs.isEmpty()) {
        throw new ClientException(
            "Could not match any topic-partitions with the specified filters");
      }
      return print(
          new OffsetLookup(cluster, new PartitionLeaders(cluster, false)).findEach(specs, false));
    }
  }

  private int print(SortedMap<TopicPartition, Outcome<ListedOffset>> outcomes) {
    int exitCode = DONE;
    for (Map.Entry<TopicPartition, Outcome<ListedOffset>> entry : outcomes.entrySet()) {
      TopicPartition partition = entry.getKey();
      switch (entry.getValue()) {
        case Outcome.Answered<ListedOffset> answered -> print(partition, answered.value());
        case Outcome.Failed<ListedOffset> failed -> {
          exitCode = FAILED;
          console
              .err()
              .println(
                  "Skip getting offsets for topic-partition %s due to error: %s"
                      .formatted(partition, failed.failure().getMessage()));
        }
      }
    }
    return exitCode;
  }

  private void print(TopicPartition partition, ListedOffset listed) {
    if (listed.isFound()) {
      console
          .out()
          .println(partition.topic() + ":" + partition.partition() + ":" + listed.offset());
    }
  }
}
