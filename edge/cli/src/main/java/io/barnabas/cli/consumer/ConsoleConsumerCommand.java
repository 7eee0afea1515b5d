package io.barnabas.cli.consumer;

import io.barnabas.cli.ClientSettings;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.cli.topics.TopicFilter;
import io.barnabas.client.ClientConfig;
import io.barnabas.client.ClientProperties;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.consumer.Consumer;
import io.barnabas.client.consumer.ConsumerConfig;
import io.barnabas.client.consumer.RecordSource;
import io.barnabas.client.consumer.StartPosition;
import io.barnabas.client.group.GroupConsumer;
import io.barnabas.client.group.Subscription;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.protocol.ApiKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind kafka-console-consumer.sh. */
@Command(
    name = "kafka-console-consumer.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis =
        "kafka-console-consumer.sh --bootstrap-server HOST:PORT --topic TOPIC [OPTION]...",
    description = "Prints the records of a topic as they come.",
    footer = {
      "",
      "Examples:",
      "  kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders \\",
      "    --from-beginning --max-messages 10",
      "  kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders --group"
          + " billing",
      "  kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders \\",
      "    --partition 0 --offset 42 --formatter-property print.key=true"
    })
public final class ConsoleConsumerCommand implements Callable<Integer> {
  private static final int DONE = 0;

  private final Console console;

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      required = true,
      description = "A broker of the cluster, or several separated by commas. Required.")
  private String bootstrapServer = "";

  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--max-messages",
      paramLabel = "N",
      description = "End after so many records. The default is to go on.")
  private long maxRecords = Long.MAX_VALUE;

  @Option(
      names = "--timeout-ms",
      paramLabel = "MS",
      description = "End when no record has come for so long.")
  private long timeoutMs = Long.MAX_VALUE;

  @Mixin private final FormatOptions format = new FormatOptions();

  @Option(
      names = "--skip-message-on-error",
      description = "Go on after a record that can't be printed.")
  private boolean skipUnprintable;

  @Option(
      names = "--isolation-level",
      paramLabel = "LEVEL",
      description = "read_committed leaves out open and aborted transactions.")
  private @Nullable String isolationLevel;

  @Option(
      names = {"--command-property", "--consumer-property"},
      paramLabel = "NAME=VALUE",
      description = "A setting for the consumer. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = {"--command-config", "--consumer.config"},
      paramLabel = "FILE",
      description = "A properties file with settings for the consumer.")
  private @Nullable Path settingsFile;

  public ConsoleConsumerCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(ConsoleConsumerCommand::new, arguments);
  }

  @Override
  public Integer call() {
    source.check();
    ClientProperties properties = properties();
    RecordFormatter formatter = new RecordFormatter(format.config(), console.out());
    try (OrderlyEnd end = new OrderlyEnd();
        Cluster cluster = new Cluster(ClientConfig.from(properties, "console-consumer"))) {
      ClientProperties complete = GroupSettings.complete(properties, source);
      if (isForGroup(cluster, properties)) {
        readInGroup(cluster, complete, formatter, end);
      } else {
        readAlone(cluster, complete, formatter, end);
      }
    }
    return DONE;
  }

  private void readInGroup(
      Cluster cluster, ClientProperties properties, RecordFormatter formatter, OrderlyEnd end) {
    try (GroupConsumer consumer = GroupConsumer.start(cluster, properties, source.subscription())) {
      printing(consumer, formatter).run(end);
    }
  }

  /** A group that nobody has named can be done without, where brokers don't coordinate any. */
  private boolean isForGroup(Cluster cluster, ClientProperties properties) {
    if (source.partition != null) {
      return false;
    }
    boolean named = source.group != null || !properties.text("group.id", "").isEmpty();
    return named || coordinatesGroups(cluster);
  }

  private static boolean coordinatesGroups(Cluster cluster) {
    cluster.refresh();
    return cluster.anyConnection().serves(ApiKey.JOIN_GROUP);
  }

  private void readAlone(
      Cluster cluster, ClientProperties properties, RecordFormatter formatter, OrderlyEnd end) {
    Consumer consumer = new Consumer(cluster, ConsumerConfig.from(properties));
    StartPosition start =
        source.start(properties.text("auto.offset.reset", "latest").equals("earliest"));
    consumer.assign(
        partitions(cluster, consumer).stream()
            .collect(Collectors.toMap(Function.identity(), _ -> start)));
    printing(consumer, formatter).run(end);
  }

  private List<TopicPartition> partitions(Cluster cluster, Consumer consumer) {
    Integer partition = source.partition;
    return switch (source.subscription()) {
      case Subscription.Topics(Set<String> names) when partition != null ->
          names.stream().map(topic -> new TopicPartition(topic, partition)).toList();
      case Subscription.Topics(Set<String> names) ->
          names.stream().flatMap(topic -> consumer.partitionsOf(topic).stream()).toList();
      case Subscription.Matching(String regex) ->
          cluster.describeAllTopics().allTopics().stream()
              .map(TopicView::name)
              .filter(TopicFilter.of(regex))
              .flatMap(topic -> consumer.partitionsOf(topic).stream())
              .toList();
    };
  }

  private RecordPrinting printing(RecordSource records, RecordFormatter formatter) {
    return new RecordPrinting(
        records,
        formatter,
        console,
        new RecordPrinting.Limits(maxRecords, timeoutMs, skipUnprintable));
  }

  private ClientProperties properties() {
    ClientProperties merged = ClientSettings.merged(settingsFile, settings);
    ClientProperties located = merged.overriddenBy(Map.of("bootstrap.servers", bootstrapServer));
    return isolationLevel == null
        ? located
        : located.overriddenBy(Map.of("isolation.level", isolationLevel));
  }
}
