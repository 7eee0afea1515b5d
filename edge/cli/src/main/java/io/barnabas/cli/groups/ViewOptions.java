package io.barnabas.cli.groups;

import io.barnabas.cli.UsageException;
import io.barnabas.cli.groups.GroupActions.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What --list and --describe show of a group. */
final class ViewOptions {
  private static final String ALL = "";

  private static final List<String> STATES =
      List.of(
          "PreparingRebalance",
          "CompletingRebalance",
          "Assigning",
          "Reconciling",
          "Stable",
          "Empty",
          "Dead");

  private static final List<String> TYPES = List.of("Classic", "Consumer");

  @Option(
      names = "--offsets",
      description =
          "With --describe: what is read and what is left of each partition. This is the default.")
  private boolean offsets;

  @Option(names = "--members", description = "With --describe: who the members are.")
  private boolean members;

  @Option(
      names = "--state",
      arity = "0..1",
      fallbackValue = ALL,
      paramLabel = "STATE,...",
      description =
          "With --describe: the group as a whole. With --list: its state, and just the groups in"
              + " one of these states.")
  private @Nullable String state;

  @Option(
      names = "--type",
      arity = "0..1",
      fallbackValue = ALL,
      paramLabel = "TYPE,...",
      description =
          "With --list: the type of each group, classic or consumer, and just the groups of one of"
              + " these types.")
  private @Nullable String type;

  @Option(
      names = "--verbose",
      description = "With --describe: leader epochs, assignments, or epochs of groups, too.")
  private boolean verbose;

  @Option(
      names = "--lag-time",
      description =
          "With --describe: a last column LAG-TIME, the age of the oldest record that is not read"
              + " yet.")
  private boolean lagTime;

  /** What --describe shows. */
  enum View {
    OFFSETS,
    MEMBERS,
    STATE
  }

  /** Refuses what makes no sense with the action. */
  void check(Action action) {
    boolean describes = action == Action.DESCRIBE;
    boolean lists = action == Action.LIST;
    allow(offsets, "--offsets", action, describes);
    allow(members, "--members", action, describes);
    allow(verbose, "--verbose", action, describes);
    allow(lagTime, "--lag-time", action, describes);
    allow(state != null, "--state", action, describes || lists);
    allow(type != null, "--type", action, lists);
    if (Stream.of(offsets, members, state != null).filter(chosen -> chosen).count() > 1
        && describes) {
      throw new UsageException("--describe takes one of --offsets, --members and --state");
    }
    if (lagTime && view() != View.OFFSETS) {
      throw new UsageException("--lag-time is about offsets; leave out --members and --state");
    }
  }

  private static void allow(boolean given, String option, Action action, boolean allowed) {
    if (given && !allowed) {
      throw new UsageException(option + " does not go with " + action.option());
    }
  }

  View view() {
    return members ? View.MEMBERS : state != null ? View.STATE : View.OFFSETS;
  }

  boolean isVerbose() {
    return verbose;
  }

  boolean withLagTime() {
    return lagTime;
  }

  boolean withStates() {
    return state != null;
  }

  boolean withTypes() {
    return type != null;
  }

  /**
   * The states that are listed, as brokers write them; empty for all.
   *
   * @throws UsageException if there is no such state
   */
  List<String> states() {
    return chosen(state, STATES, "state");
  }

  /**
   * The types that are listed, as brokers write them; empty for all.
   *
   * @throws UsageException if there is no such type
   */
  List<String> types() {
    return chosen(type, TYPES, "type");
  }

  private static List<String> chosen(@Nullable String names, List<String> known, String what) {
    if (names == null || names.isBlank()) {
      return List.of();
    }
    Map<String, String> byLowerCase = new TreeMap<>();
    known.forEach(name -> byLowerCase.put(name.toLowerCase(Locale.ROOT), name));
    return Arrays.stream(names.split(","))
        .map(name -> spelled(name.strip(), byLowerCase, what))
        .toList();
  }

  private static String spelled(String name, Map<String, String> byLowerCase, String what) {
    String spelled = byLowerCase.get(name.toLowerCase(Locale.ROOT));
    if (spelled == null) {
      throw new UsageException(
          "'%s' is no %s of a group; there are %s"
              .formatted(name, what, String.join(", ", byLowerCase.values())));
    }
    return spelled;
  }
}
