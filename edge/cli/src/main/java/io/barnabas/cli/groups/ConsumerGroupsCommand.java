package io.barnabas.cli.groups;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.barnabas.cli.ConnectionOptions;
import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.cli.UsageException;
import io.barnabas.cli.groups.GroupActions.Action;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.admin.GroupAdmin;
import io.barnabas.client.group.GroupRouting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind kafka-consumer-groups.sh. */
@Command(
    name = "kafka-consumer-groups.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis = "kafka-consumer-groups.sh --bootstrap-server HOST:PORT ACTION [OPTION]...",
    description = "Lists, describes and deletes consumer groups, and resets their offsets.",
    footer = {
      "",
      "Examples:",
      "  kafka-consumer-groups.sh --bootstrap-server localhost:9092 --list --state",
      "  kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group billing \\",
      "    --lag-time",
      "  kafka-consumer-groups.sh --bootstrap-server localhost:9092 --reset-offsets \\",
      "    --group billing --topic orders --by-duration PT1H --execute"
    })
public final class ConsumerGroupsCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Console console;
  @Mixin private final GroupActions actions = new GroupActions();
  @Mixin private final ConnectionOptions connection = new ConnectionOptions();
  @Mixin private final GroupScope scope = new GroupScope();
  @Mixin private final ViewOptions views = new ViewOptions();
  @Mixin private final ResetOptions resetting = new ResetOptions();
  @Mixin private final TopicScope topics = new TopicScope();

  @Option(
      names = "--timeout",
      paramLabel = "MS",
      description = "How long to wait for an answer, and to repeat what may yet succeed.")
  private int timeoutMs = 30_000;

  public ConsumerGroupsCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(ConsumerGroupsCommand::new, arguments);
  }

  @Override
  public Integer call() {
    Action action = actions.chosen();
    check(action);
    String regex = actions.regex;
    if (regex != null) {
      return validate(regex) ? DONE : FAILED;
    }
    try (Cluster cluster = connection.cluster(timeouts())) {
      return run(action, cluster) ? DONE : FAILED;
    } catch (ClientException e) {
      console
          .out()
          .println("\nError: Executing consumer group command failed due to " + e.getMessage());
      return FAILED;
    }
  }

  private void check(Action action) {
    scope.check(action);
    views.check(action);
    resetting.check(action == Action.RESET_OFFSETS, topics);
    boolean aboutTopics = action == Action.RESET_OFFSETS || action == Action.DELETE_OFFSETS;
    if (!topics.isEmpty() && !aboutTopics) {
      throw new UsageException("--topic and --all-topics do not go with " + action.option());
    }
    if (action == Action.DELETE_OFFSETS && (topics.isEmpty() || topics.isAll())) {
      throw new UsageException("--delete-offsets needs --topic");
    }
  }

  private boolean validate(String regex) {
    try {
      Pattern.compile(regex);
      console.out().println("The regular expression `" + regex + "` is valid.");
      return true;
    } catch (PatternSyntaxException e) {
      console
          .out()
          .println(
              "The regular expression `" + regex + "` is invalid: " + e.getDescription() + ".");
      return false;
    }
  }

  private Map<String, String> timeouts() {
    String timeout = Integer.toString(timeoutMs);
    return Map.of("request.timeout.ms", timeout, "default.api.timeout.ms", timeout);
  }

  private boolean run(Action action, Cluster cluster) {
    GroupRouting routing = new GroupRouting(cluster);
    GroupAdmin admin = new GroupAdmin(cluster, routing);
    List<String> groups = scope.chosen(admin);
    Deletions deletions = new Deletions(cluster, routing, console.out());
    return switch (action) {
      case LIST -> {
        new GroupListing(admin, views, console.out()).print();
        yield true;
      }
      case DESCRIBE -> {
        new GroupReport(cluster, routing, views, console).print(groups);
        yield true;
      }
      case DELETE -> deletions.delete(groups);
      case RESET_OFFSETS ->
          new OffsetReset(cluster, routing, console)
              .run(groups, resetting, topics, scope.isOneGroup());
      case DELETE_OFFSETS -> deletions.deleteOffsets(groups.getFirst(), topics);
      case VALIDATE_REGEX -> throw new IllegalArgumentException("needs no cluster");
    };
  }
}
