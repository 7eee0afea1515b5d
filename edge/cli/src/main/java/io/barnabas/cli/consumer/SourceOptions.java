package io.barnabas.cli.consumer;

import io.barnabas.cli.UsageException;
import io.barnabas.cli.topics.TopicFilter;
import io.barnabas.client.consumer.StartPosition;
import io.barnabas.client.group.Subscription;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is read, and from where on. */
final class SourceOptions {
  @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic to read.")
  @Nullable String topic;

  @Option(
      names = {"--include", "--whitelist"},
      paramLabel = "REGEX",
      description = "Read all topics whose names match, in place of --topic.")
  @Nullable String include;

  @Option(
      names = "--from-beginning",
      description =
          "Read what is there, too, not just what comes. A group with offsets goes on where it"
              + " was.")
  boolean fromBeginning;

  @Option(
      names = "--partition",
      paramLabel = "N",
      description = "Read that partition only. The default is all.")
  @Nullable Integer partition;

  @Option(
      names = "--offset",
      paramLabel = "OFFSET",
      description = "With --partition, where to begin: a number, earliest, or latest.")
  private @Nullable String offset;

  @Option(
      names = "--group",
      paramLabel = "ID",
      description =
          "Read as a member of that group: share the topic with its other members, and go on where"
              + " the group has stopped. The default is a group of its own, which leaves no trace.")
  @Nullable String group;

  /** Refuses what does not go together. */
  void check() {
    if ((topic == null) == (include == null)) {
      throw new UsageException("say what to read with one of --topic and --include");
    }
    if (partition != null && topic == null) {
      throw new UsageException("--partition needs --topic");
    }
    if (offset != null && partition == null) {
      throw new UsageException("--offset needs --partition");
    }
    if (offset != null && fromBeginning) {
      throw new UsageException("--from-beginning and --offset do not go together");
    }
    if (group != null && partition != null) {
      throw new UsageException(
          "--group and --partition do not go together: which partitions are read, the group says");
    }
  }

  /** The topics to read in a group, which {@link #check} has made sure of. */
  Subscription subscription() {
    return include == null
        ? new Subscription.Topics(Set.of(Objects.requireNonNull(topic)))
        : new Subscription.Matching(TopicFilter.of(include).pattern().pattern());
  }

  /**
   * Where reading without a group begins.
   *
   * @param earliestByDefault what {@code auto.offset.reset} says
   */
  StartPosition start(boolean earliestByDefault) {
    if (offset == null) {
      return earliestByDefault ? new StartPosition.Earliest() : new StartPosition.Latest();
    }
    return switch (offset) {
      case "earliest" -> new StartPosition.Earliest();
      case "latest" -> new StartPosition.Latest();
      default -> new StartPosition.AtOffset(number(offset));
    };
  }

  private static long number(String offset) {
    try {
      return Long.parseUnsignedLong(offset);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "'" + offset + "' is not an offset: use earliest, latest, or a number from 0 on");
    }
  }
}
