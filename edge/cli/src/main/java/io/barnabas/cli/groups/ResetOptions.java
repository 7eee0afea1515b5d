package io.barnabas.cli.groups;

import io.barnabas.cli.UsageException;
import io.barnabas.client.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where --reset-offsets puts groups, and whether it does. */
final class ResetOptions {
  @Option(names = "--to-earliest", description = "Reset to the first record there is.")
  private boolean toEarliest;

  @Option(names = "--to-latest", description = "Reset to behind the last record.")
  private boolean toLatest;

  @Option(
      names = "--to-current",
      description = "Reset to the current offset; where there is none, to behind the last record.")
  private boolean toCurrent;

  @Option(names = "--to-offset", paramLabel = "OFFSET", description = "Reset to that offset.")
  private @Nullable Long toOffset;

  @Option(
      names = "--shift-by",
      paramLabel = "N",
      description = "Reset by so many records forward, or back if N is negative.")
  private @Nullable Long shiftBy;

  @Option(
      names = "--to-datetime",
      paramLabel = "TIME",
      description =
          "Reset to the first record of that time, as 2026-01-31T13:00:00.000; UTC, unless it ends"
              + " with a zone, as +01:00.")
  private @Nullable String toDatetime;

  @Option(
      names = "--by-duration",
      paramLabel = "DURATION",
      description = "Reset to the first record not older than that, as PT1H30M or P7D.")
  private @Nullable String byDuration;

  @Option(
      names = "--from-file",
      paramLabel = "FILE",
      description =
          "Reset to the offsets in a CSV file of topic,partition,offset; with several groups"
              + " group,topic,partition,offset.")
  private @Nullable Path fromFile;

  @Option(names = "--dry-run", description = "Show what would be; change nothing. The default.")
  private boolean dryRun;

  @Option(names = "--execute", description = "Change the offsets.")
  private boolean execute;

  @Option(names = "--export", description = "Print the new offsets as CSV, for --from-file.")
  private boolean export;

  /** Refuses what makes no sense. */
  void check(boolean resets, TopicScope topics) {
    int rules = rules().size();
    if (!resets) {
      if (rules > 0 || dryRun || execute || export) {
        throw new UsageException("where and how to reset goes with --reset-offsets only");
      }
      return;
    }
    if (rules != 1) {
      throw new UsageException(
          "--reset-offsets needs one of --to-earliest, --to-latest, --to-current, --to-offset,"
              + " --shift-by, --to-datetime, --by-duration and --from-file");
    }
    if (dryRun && execute) {
      throw new UsageException("--dry-run and --execute do not go together");
    }
    if (topics.isEmpty() && fromFile == null) {
      throw new UsageException("--reset-offsets needs one of --topic and --all-topics");
    }
    topics.checkOne();
  }

  private List<String> rules() {
    List<String> rules = new ArrayList<>();
    add(rules, toEarliest, "--to-earliest");
    add(rules, toLatest, "--to-latest");
    add(rules, toCurrent, "--to-current");
    add(rules, toOffset != null, "--to-offset");
    add(rules, shiftBy != null, "--shift-by");
    add(rules, toDatetime != null, "--to-datetime");
    add(rules, byDuration != null, "--by-duration");
    add(rules, fromFile != null, "--from-file");
    return rules;
  }

  private static void add(List<String> rules, boolean given, String option) {
    if (given) {
      rules.add(option);
    }
  }

  /**
   * The rule, which {@link #check} has made sure of.
   *
   * @param onlyGroup whose the offsets in a file without groups are, null if they must name groups
   * @throws UsageException if a value can't be read
   */
  ResetRule rule(InstantSource clock, @Nullable String onlyGroup) {
    if (toOffset != null) {
      return new ResetRule.ToOffset(toOffset);
    }
    if (shiftBy != null) {
      return new ResetRule.ShiftBy(shiftBy);
    }
    if (toDatetime != null) {
      return new ResetRule.ToTime(ResetTime.parse(toDatetime).toEpochMilli());
    }
    if (byDuration != null) {
      return new ResetRule.ToTime(before(clock.instant(), byDuration).toEpochMilli());
    }
    if (fromFile != null) {
      return new ResetRule.ToListed(OffsetsCsv.read(content(fromFile), onlyGroup));
    }
    return toEarliest
        ? new ResetRule.ToEarliest()
        : toLatest ? new ResetRule.ToLatest() : new ResetRule.ToCurrent();
  }

  private static Instant before(Instant now, String duration) {
    try {
      return now.minus(Duration.parse(duration));
    } catch (DateTimeException | ArithmeticException e) {
      throw new UsageException("'" + duration + "' is not a duration; write it as PT1H30M or P7D");
    }
  }

  private static List<String> content(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new ClientException("can't read the file " + file + ": " + e, e);
    }
  }

  boolean execute() {
    return execute;
  }

  boolean export() {
    return export;
  }

  /** Whether to remind that nothing is changed. */
  boolean isDryRunByDefault() {
    return !dryRun && !execute && !export;
  }
}
