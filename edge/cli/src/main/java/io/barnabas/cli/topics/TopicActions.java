package io.barnabas.cli.topics;

import io.barnabas.cli.UsageException;
import java.util.EnumSet;
import picocli.CommandLine.Option;

/** What is to be done, exactly one thing. */
final class TopicActions {
  /** The actions. */
  enum Action {
    CREATE("--create"),
    LIST("--list"),
    DESCRIBE("--describe"),
    ALTER("--alter"),
    DELETE("--delete");

    private final String option;

    Action(String option) {
      this.option = option;
    }

    String option() {
      return option;
    }
  }

  @Option(names = "--create", description = "Create a topic.")
  private boolean create;

  @Option(names = "--list", description = "Print the names of the topics.")
  private boolean list;

  @Option(names = "--describe", description = "Show partitions, leaders and replicas.")
  private boolean describe;

  @Option(names = "--alter", description = "Add partitions to topics.")
  private boolean alter;

  @Option(names = "--delete", description = "Delete topics and all their records.")
  private boolean delete;

  /**
   * The action chosen.
   *
   * @throws UsageException if it is not exactly one
   */
  Action chosen() {
    EnumSet<Action> chosen = EnumSet.noneOf(Action.class);
    choose(chosen, create, Action.CREATE);
    choose(chosen, list, Action.LIST);
    choose(chosen, describe, Action.DESCRIBE);
    choose(chosen, alter, Action.ALTER);
    choose(chosen, delete, Action.DELETE);
    if (chosen.size() != 1) {
      throw new UsageException(
          "say what to do with one of --create, --list, --describe, --alter and --delete");
    }
    return chosen.iterator().next();
  }

  private static void choose(EnumSet<Action> chosen, boolean flag, Action action) {
    if (flag) {
      chosen.add(action);
    }
  }
}
