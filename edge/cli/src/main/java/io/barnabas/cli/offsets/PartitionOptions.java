package io.barnabas.cli.offsets;

import io.barnabas.cli.UsageException;
import io.barnabas.cli.topics.TopicFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which partitions. */
final class PartitionOptions {
  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "The topic, or a regular expression; without it, all topics.")
  private @Nullable String topic;

  @Option(
      names = "--partitions",
      paramLabel = "N,...",
      description = "The partitions; without it, all.")
  private @Nullable String partitions;

  @Option(
      names = "--topic-partitions",
      paramLabel = "PATTERN,...",
      description =
          "Instead of both, a topic or regular expression (without it, all topics) and after a"
              + " colon its partitions: 'orders' all of them, 'orders:1' one, 'orders:1-3' 1 and 2,"
              + " 'orders:5-' 5 and above, 'orders:-3' those below 3.")
  private @Nullable String patterns;

  @Option(names = "--exclude-internal-topics", description = "Leave out the brokers' own topics.")
  private boolean excludeInternal;

  /**
   * What the options say.
   *
   * @throws UsageException if they do not go together or can't be read
   */
  PartitionChoice choice() {
    if (patterns == null) {
      TopicFilter topics = TopicFilter.of(topic == null ? ".*" : topic);
      return new PartitionChoice(
          List.of(PartitionPattern.of(topics, partitions == null ? "" : partitions)),
          excludeInternal);
    }
    if (topic != null || partitions != null) {
      throw new UsageException("--topic-partitions cannot be used with --topic or --partitions");
    }
    return new PartitionChoice(PartitionPattern.parseList(patterns), excludeInternal);
  }
}
