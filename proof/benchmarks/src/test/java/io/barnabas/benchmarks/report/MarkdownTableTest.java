package io.barnabas.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.benchmarks.server.Contestant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  private final Results results = new Results();

  @Test
  void showsMediansRatioAndWhetherTheTargetIsMet() {
    for (double figure : new double[] {900_000, 1_100_000, 1_000_000}) {
      results.add(Metric.BATCHES, "theirs", figure);
      results.add(Metric.BATCHES, "ours", 5 * figure);
    }

    assertThat(render())
        .contains("| work | unit | theirs | ours | ratio | target | |")
        .contains("| records/s | 1,000,000 | 5,000,000 | 5.00 | ≥ 4 × | met |");
  }

  @Test
  void saysHowMuchOfATargetIsReached() {
    results.add(Metric.BATCHES, "theirs", 1_000);
    results.add(Metric.BATCHES, "ours", 3_000);
    results.add(Metric.END_TO_END_P99, "theirs", 4);
    results.add(Metric.END_TO_END_P99, "ours", 4);
    results.add(Metric.START, "ours", 1.4);

    assertThat(render())
        .contains("| 3.00 | ≥ 4 × | missed, 75 % of it |")
        .contains("| 1.00 | ≤ 0.5 × | missed, 50 % of it |")
        .contains("| s | – | 1.40 | – | ≤ 0.7 s | missed, 50 % of it |");
  }

  @Test
  void judgesNothingThatOneSideLacks() {
    results.add(Metric.FETCH, "theirs", 2_000);
    results.add(Metric.FETCH_CPU, "theirs", 0.4);
    results.add(Metric.FETCH_CPU, "ours", 0.2);

    assertThat(render())
        .contains("| MB/s | 2,000 | – | – | ≥ 1.2 × |  |")
        .contains("| s/GB | 0.40 | 0.20 | 0.50 |  |  |");
  }

  @Test
  void keepsTheOrderOfTheMetricsAndLeavesOutWhatWasNotMeasured() {
    results.add(Metric.TOPICS, "ours", 1);
    results.add(Metric.START, "ours", 1);

    assertThat(render().lines().skip(2))
        .satisfiesExactly(
            start -> assertThat(start).startsWith("| process start"),
            topics -> assertThat(topics).startsWith("| create 300 topics"));
  }

  @Test
  void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    for (double figure : new double[] {9, 1, 4, 2}) {
      results.add(Metric.START, "ours", figure);
    }

    assertThat(results.median(Metric.START, "ours")).hasValue(3);
    assertThat(results.median(Metric.START, "theirs")).isEmpty();
  }

  @Test
  void judgesByOtherBrokersAndOtherFiguresToo() {
    List<String> brokers =
        List.of(
            Contestant.APACHE_KAFKA,
            Contestant.KAFKA_SYNCING,
            Contestant.BARNABAS,
            Contestant.BARNABAS_PAGECACHE);
    for (int i = 0; i < brokers.size(); i++) {
      results.add(Metric.JOURNAL_BATCHES, brokers.get(i), List.of(100, 5, 400, 1000).get(i));
      results.add(Metric.JOURNAL_MANY, brokers.get(i), List.of(100, 10, 400, 1000).get(i));
    }
    results.add(Metric.DISK, Contestant.BARNABAS, 1_000);
    results.add(Metric.DISK_GROWN, Contestant.BARNABAS, 400);
    results.add(Metric.JOURNAL_LARGE, Contestant.BARNABAS, 300);

    assertThat(
            new MarkdownTable(results, brokers, Contestant.APACHE_KAFKA, Contestant.BARNABAS)
                .render())
        .contains(
            "| 100 | 5 | 400 | 1,000 | 4.00 | ≥ 3 ×, ≥ 0.8 × own pagecache | met, missed, 50 %")
        .contains("| 100 | 10 | 400 | 1,000 | 4.00 | ≥ 3 ×, ≥ 20 × syncing Kafka | met, met |")
        .contains(
            "| 300 | – | – | ≥ 0.6 × the disk, ≥ 0.6 × a growing file | missed, 50 % of it, met |");
  }

  private String render() {
    return new MarkdownTable(results, List.of("theirs", "ours"), "theirs", "ours").render();
  }
}
