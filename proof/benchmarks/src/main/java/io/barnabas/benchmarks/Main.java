package io.barnabas.benchmarks;

import io.barnabas.benchmarks.report.MachineFacts;
import io.barnabas.benchmarks.report.MarkdownTable;
import io.barnabas.benchmarks.report.Results;
import io.barnabas.benchmarks.row.Row;
import io.barnabas.benchmarks.row.Rows;
import io.barnabas.benchmarks.row.Session.Windows;
import io.barnabas.benchmarks.server.ApacheKafka;
import io.barnabas.benchmarks.server.AsyncProfiler;
import io.barnabas.benchmarks.server.Barnabas;
import io.barnabas.benchmarks.server.Contestant;
import io.barnabas.benchmarks.server.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command behind {@code proof/benchmarks/run}. */
@Command(
    name = "proof/benchmarks/run",
    description =
        "Compares Barnabas with Apache Kafka on this machine and prints a Markdown table.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  private static final Duration QUICK = Duration.ofSeconds(3);

  @Option(names = "--quick", description = "One round of windows of 3 seconds.")
  private boolean quick;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Turns of each broker; the table has the medians. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Length of a measured window. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "8",
      description = "Seconds of load before each window. Default: ${DEFAULT-VALUE}")
  private int warmUpSeconds;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ROW",
      description =
          "Only these rows, of: ${COMPLETION-CANDIDATES}. Long rows run only when they are named.",
      completionCandidates = RowNames.class)
  private List<String> only = List.of();

  @Option(
      names = "--brokers",
      split = ",",
      defaultValue = "kafka,barnabas",
      description =
          "Which brokers take turns, of: kafka, kafka-sync, barnabas, barnabas-pagecache."
              + " Default: ${DEFAULT-VALUE}")
  private List<String> brokers = List.of();

  @Option(
      names = "--cold-gb",
      defaultValue = "10",
      description = "Size of what cold-p99 reads. Default: ${DEFAULT-VALUE}")
  private int coldGigabytes;

  @Option(
      names = "--restart-gb",
      defaultValue = "5",
      description = "Size of the logs of restart-kill. Default: ${DEFAULT-VALUE}")
  private int restartGigabytes;

  @Option(
      names = "--profile",
      description =
          "Profile the measured windows; flame graphs go to proof/benchmarks/target/profile.")
  private boolean profile;

  @Option(names = "--root", required = true, hidden = true)
  private @Nullable Path root;

  /** Exits with 0 when every row of every broker ran, whatever the figures say. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  /** The names that {@code --only} takes. */
  static final class RowNames extends ArrayList<String> {
    RowNames() {
      super(new Rows(0, 0).all().stream().map(Row::name).toList());
    }
  }

  @Override
  public Integer call() throws IOException {
    Path target = Objects.requireNonNull(root).resolve("proof/benchmarks/target");
    Path data = Files.createDirectories(target.resolve("data"));
    String facts = MachineFacts.describe(data);
    Results results = new Results();
    List<Contestant> contestants = contestants(target);
    new Comparison(contestants, rows(), windows(), data, profiler(target))
        .run(quick ? 1 : rounds, results);
    System.out.println(facts);
    System.out.println(table(contestants, results).render());
    System.out.println("The load generator's share of one core, at most:");
    results
        .generatorShares()
        .forEach(
            (row, share) -> System.out.printf(Locale.ROOT, "- %s: %.0f %%%n", row, 100 * share));
    return 0;
  }

  private static MarkdownTable table(List<Contestant> contestants, Results results) {
    return new MarkdownTable(
        results,
        contestants.stream().map(Contestant::title).toList(),
        Contestant.APACHE_KAFKA,
        Contestant.BARNABAS);
  }

  private List<Contestant> contestants(Path target) {
    Path home = Objects.requireNonNull(root);
    Path libraries = target.resolve("kafka/libs");
    Path logging = home.resolve("proof/benchmarks/apache-kafka/log4j2.xml");
    Map<String, Contestant> known =
        Map.of(
            "kafka",
            new ApacheKafka(Contestant.APACHE_KAFKA, libraries, logging, List.of()),
            "kafka-sync",
            new ApacheKafka(
                Contestant.KAFKA_SYNCING,
                libraries,
                logging,
                List.of("log.flush.interval.messages=1")),
            "barnabas",
            new Barnabas(Contestant.BARNABAS, home, List.of()),
            "barnabas-pagecache",
            new Barnabas(Contestant.BARNABAS_PAGECACHE, home, List.of("log.durability=pagecache")));
    return brokers.stream().map(name -> known(known.get(name), "--brokers", name)).toList();
  }

  private List<Row> rows() {
    Rows all = new Rows(coldGigabytes, restartGigabytes);
    if (only.isEmpty()) {
      return all.everyday();
    }
    Map<String, Row> known = all.all().stream().collect(Collectors.toMap(Row::name, row -> row));
    only.forEach(name -> known(known.get(name), "--only", name));
    return all.all().stream().filter(row -> only.contains(row.name())).toList();
  }

  private <T> T known(@Nullable T value, String option, String name) {
    if (value == null) {
      throw new ParameterException(new CommandLine(this), "%s: no %s".formatted(option, name));
    }
    return value;
  }

  private Windows windows() {
    return quick
        ? new Windows(QUICK, QUICK)
        : new Windows(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
  }

  private Profiler profiler(Path target) throws IOException {
    return profile
        ? AsyncProfiler.unpack(
            target.resolve("async-profiler/async-profiler-4.6.jar"), target.resolve("profile"))
        : Profiler.NONE;
  }
}
