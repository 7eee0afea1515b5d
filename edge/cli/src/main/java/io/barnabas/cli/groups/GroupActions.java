package io.barnabas.cli.groups;

import io.barnabas.cli.UsageException;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be done, exactly one thing. */
final class GroupActions {
  /** The actions. */
  enum Action {
    LIST("--list"),
    DESCRIBE("--describe"),
    DELETE("--delete"),
    RESET_OFFSETS("--reset-offsets"),
    DELETE_OFFSETS("--delete-offsets"),
    VALIDATE_REGEX("--validate-regex");

    private final String option;

    Action(String option) {
      this.option = option;
    }

    String option() {
      return option;
    }
  }

  @Option(names = "--list", description = "Print the ids of the groups.")
  private boolean list;

  @Option(
      names = "--describe",
      description = "Show what groups have read and what is left, or their members, or state.")
  private boolean describe;

  @Option(names = "--delete", description = "Delete groups without members, with their offsets.")
  private boolean delete;

  @Option(
      names = "--reset-offsets",
      description =
          "Show where groups without members would go on reading; with --execute let them.")
  private boolean resetOffsets;

  @Option(
      names = "--delete-offsets",
      description = "Delete a group's offsets of topics that it no longer reads.")
  private boolean deleteOffsets;

  @Option(
      names = "--validate-regex",
      paramLabel = "REGEX",
      description = "Say whether brokers would take that expression of a subscription (RE2).")
  @Nullable String regex;

  /**
   * The action chosen.
   *
   * @throws UsageException if it is not exactly one
   */
  Action chosen() {
    EnumSet<Action> chosen = EnumSet.noneOf(Action.class);
    choose(chosen, list, Action.LIST);
    choose(chosen, describe, Action.DESCRIBE);
    choose(chosen, delete, Action.DELETE);
    choose(chosen, resetOffsets, Action.RESET_OFFSETS);
    choose(chosen, deleteOffsets, Action.DELETE_OFFSETS);
    choose(chosen, regex != null, Action.VALIDATE_REGEX);
    if (chosen.size() != 1) {
      throw new UsageException(
          "say what to do with one of --list, --describe, --delete, --reset-offsets,"
              + " --delete-offsets and --validate-regex");
    }
    return chosen.iterator().next();
  }

  private static void choose(EnumSet<Action> chosen, boolean flag, Action action) {
    if (flag) {
      chosen.add(action);
    }
  }
}
