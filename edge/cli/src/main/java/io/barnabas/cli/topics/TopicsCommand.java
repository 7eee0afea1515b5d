package io.barnabas.cli.topics;

import io.barnabas.cli.ConnectionOptions;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.cli.topics.TopicActions.Action;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.admin.NewTopic;
import io.barnabas.client.admin.TopicAdmin;
import io.barnabas.client.admin.TopicDescriber;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command behind kafka-topics.sh. */
@Command(
    name = "kafka-topics.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis = "kafka-topics.sh --bootstrap-server HOST:PORT ACTION [OPTION]...",
    description = "Creates, lists, describes, grows and deletes topics.",
    footer = {
      "",
      "Examples:",
      "  kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --partitions 3",
      "  kafka-topics.sh --bootstrap-server localhost:9092 --describe --topic orders",
      "  kafka-topics.sh --bootstrap-server localhost:9092 --list"
    })
public final class TopicsCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Console console;
  @Mixin private final TopicActions actions = new TopicActions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final TopicOptions options = new TopicOptions();
  @Mixin private final DescribeOptions describing = new DescribeOptions();

  public TopicsCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(TopicsCommand::new, arguments);
  }

  @Override
  public Integer call() {
    Action action = actions.chosen();
    options.check(action);
    describing.check(action);
    try (Cluster cluster = connection.cluster()) {
      switch (action) {
        case CREATE -> create(cluster);
        case LIST -> console.out().println(String.join("\n", chosenTopics(cluster)));
        case DESCRIBE -> describe(cluster);
        case ALTER -> alter(cluster);
        case DELETE -> delete(cluster);
      }
      return DONE;
    } catch (ClientException e) {
      console.out().println("Error while executing topic command : " + e.getMessage());
      return FAILED;
    }
  }

  private void create(Cluster cluster) {
    String topic = options.requiredTopic();
    if (topic.contains(".") || topic.contains("_")) {
      console
          .out()
          .println(
              "WARNING: names with a period ('.') and names with an underscore ('_') can't be told"
                  + " apart in metrics; it is best to use one of them and not the other.");
    }
    try {
      new TopicAdmin(cluster).create(newTopic(topic));
      console.out().println("Created topic " + topic + ".");
    } catch (ServerErrorException e) {
      if (e.code() != ErrorCode.TOPIC_ALREADY_EXISTS || !options.ifNotExists) {
        throw e;
      }
    }
  }

  private NewTopic newTopic(String topic) {
    checkPositive(options.partitions, "partitions");
    checkPositive(options.replicationFactor, "replication factor");
    return new NewTopic(
        topic,
        Objects.requireNonNullElse(options.partitions, -1),
        Objects.requireNonNullElse(options.replicationFactor, (short) -1),
        assignment(),
        options.configs());
  }

  private static void checkPositive(@Nullable Number number, String what) {
    if (number != null && number.intValue() < 1) {
      throw new ClientException("The " + what + " must be greater than 0");
    }
  }

  private List<List<Integer>> assignment() {
    String assignment = options.replicaAssignment;
    return assignment == null ? List.of() : ReplicaAssignment.parse(assignment);
  }

  private void describe(Cluster cluster) {
    List<String> topics = chosenTopics(cluster);
    requireSome(topics);
    new TopicDescription(cluster, describing, console.out()).print(topics);
  }

  private void alter(Cluster cluster) {
    int count = Objects.requireNonNull(options.partitions);
    List<String> topics = chosenTopics(cluster);
    requireSome(topics);
    for (String topic : topics) {
      new TopicAdmin(cluster).createPartitions(topic, count, newAssignment(cluster, topic));
    }
  }

  /** The option lists all partitions; the cluster wants to know of the new ones. */
  private List<List<Integer>> newAssignment(Cluster cluster, String topic) {
    List<List<Integer>> all = assignment();
    TopicView view = cluster.describeTopics(List.of(topic), false).topic(topic);
    int existing = view == null ? 0 : view.partitions().size();
    return all.subList(Math.min(existing, all.size()), all.size());
  }

  private void delete(Cluster cluster) {
    List<String> topics = chosenTopics(cluster);
    requireSome(topics);
    if (!topics.isEmpty()) {
      new TopicAdmin(cluster).delete(topics);
    }
  }

  private List<String> chosenTopics(Cluster cluster) {
    return new TopicDescriber(cluster)
        .all().stream().filter(this::isChosen).map(TopicView::name).toList();
  }

  private boolean isChosen(TopicView topic) {
    if (options.topicId != null && !topic.id().toString().equals(options.topicId)) {
      return false;
    }
    return !(options.excludeInternal && topic.internal())
        && (options.topic == null || TopicFilter.of(options.topic).test(topic.name()));
  }

  private void requireSome(List<String> topics) {
    String asked = options.topicId == null ? options.topic : options.topicId;
    if (topics.isEmpty() && asked != null && !options.ifExists) {
      throw new ClientException("Topic '" + asked + "' does not exist as expected");
    }
  }
}
