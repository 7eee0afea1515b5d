package io.barnabas.cli.topics;

import io.barnabas.cli.UsageException;
import io.barnabas.cli.topics.TopicActions.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which topics, and what they are to be. */
final class TopicOptions {
  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description =
          "The topic. For all but --create a regular expression; without it, --list and --describe"
              + " take all topics.")
  @Nullable String topic;

  @Option(names = "--topic-id", paramLabel = "ID", description = "Describe the topic of this id.")
  @Nullable String topicId;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "How many partitions the topic is to have. With --create the default is the broker's.")
  @Nullable Integer partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      description = "How many brokers keep each partition. The default is the broker's.")
  @Nullable Short replicationFactor;

  @Option(
      names = "--replica-assignment",
      paramLabel = "ID:ID,...",
      description =
          "Which brokers keep which partition, as 1:2,2:1 for two partitions; the first of each"
              + " leads.")
  @Nullable String replicaAssignment;

  @Option(
      names = "--config",
      paramLabel = "NAME=VALUE",
      description = "A setting of the topic to create. May be repeated.")
  List<String> configs = new ArrayList<>();

  @Option(names = "--if-exists", description = "Do nothing if there is no such topic.")
  boolean ifExists;

  @Option(names = "--if-not-exists", description = "Do nothing if there is such a topic.")
  boolean ifNotExists;

  @Option(names = "--exclude-internal", description = "Leave out the brokers' own topics.")
  boolean excludeInternal;

  /** Refuses what makes no sense with the action, and asks for what it needs. */
  void check(Action action) {
    Set<Action> growing = Set.of(Action.CREATE, Action.ALTER);
    Set<Action> existing = Set.of(Action.ALTER, Action.DELETE, Action.DESCRIBE);
    allow(partitions != null, "--partitions", action, growing);
    allow(replicaAssignment != null, "--replica-assignment", action, growing);
    allow(replicationFactor != null, "--replication-factor", action, Set.of(Action.CREATE));
    allow(!configs.isEmpty(), "--config", action, Set.of(Action.CREATE));
    allow(ifExists, "--if-exists", action, existing);
    allow(ifNotExists, "--if-not-exists", action, Set.of(Action.CREATE));
    allow(excludeInternal, "--exclude-internal", action, Set.of(Action.LIST, Action.DESCRIBE));
    allow(topicId != null, "--topic-id", action, Set.of(Action.DESCRIBE));
    require(topic != null || action == Action.LIST || action == Action.DESCRIBE, "--topic", action);
    require(partitions != null || action != Action.ALTER, "--partitions", action);
    if (replicaAssignment != null && action == Action.CREATE) {
      checkAssignmentIsAlone();
    }
  }

  private void checkAssignmentIsAlone() {
    if (partitions != null || replicationFactor != null) {
      throw new UsageException(
          "--replica-assignment says how many partitions and replicas there are; leave out"
              + " --partitions and --replication-factor");
    }
  }

  static void allow(boolean given, String option, Action action, Set<Action> allowed) {
    if (given && !allowed.contains(action)) {
      throw new UsageException(option + " does not go with " + action.option());
    }
  }

  private static void require(boolean given, String option, Action action) {
    if (!given) {
      throw new UsageException(action.option() + " needs " + option);
    }
  }

  /** The topic's name, which {@link #check} has made sure of. */
  String requiredTopic() {
    return Objects.requireNonNull(topic);
  }

  /**
   * The settings for the new topic.
   *
   * @throws UsageException if one is not {@code name=value}
   */
  Map<String, String> configs() {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String config : configs) {
      int equals = config.indexOf('=');
      if (equals <= 0) {
        throw new UsageException(
            "'" + config + "' is not a setting; write --config name=value, as retention.ms=60000");
      }
      parsed.put(config.substring(0, equals).strip(), config.substring(equals + 1).strip());
    }
    return parsed;
  }
}
