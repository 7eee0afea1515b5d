package io.barnabas.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Make;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same power cuts for Barnabas and Apache Kafka, side by side: prints the table of the README.
 * Run by {@code proof/conformance/power-cut}.
 */
@EnabledIfSystemProperty(named = "power.kafka", matches = ".+", disabledReason = "a long run")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class PowerCutComparisonTest {
  private static final int ROUNDS = Integer.getInteger("power.rounds", 3);
  private static final long SEED = Long.getLong("power.seed", 1);
  private static final Make KAFKA =
      Make.apacheKafka(Path.of(System.getProperty("power.kafka", "")));

  @TempDir Path folder;

  @Test
  void ofThoseThatSyncNothingAcknowledgedIsLost() throws IOException {
    String obstacle = PowerCuts.obstacle(folder.resolve("probe"));
    assumeTrue(obstacle.isEmpty(), obstacle);

    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    settings()
        .forEach(
            (name, settings) -> {
              try {
                verdicts.put(name, new PowerCuts(settings, ROUNDS, SEED, true).run());
              } catch (IOException e) {
                throw new IllegalStateException(name, e);
              }
            });

    System.out.printf("%d power cuts each%n%n", ROUNDS);
    System.out.println("| broker | acknowledged | found | lost |");
    System.out.println("| --- | ---: | ---: | ---: |");
    verdicts.forEach(
        (name, v) ->
            System.out.printf(
                "| %s | %,d | %,d | %,d |%n", name, v.acknowledged(), v.found(), v.lost().size()));
    assertThat(verdicts.get("Barnabas")).returns(List.of(), Verdict::faults);
  }

  private Map<String, BrokerSettings> settings() {
    Map<String, BrokerSettings> settings = new LinkedHashMap<>();
    settings.put("Apache Kafka 4.3.1", in("kafka").madeBy(KAFKA));
    settings.put(
        "Apache Kafka 4.3.1, `log.flush.interval.messages=1`",
        in("kafka-sync").madeBy(KAFKA).with("log.flush.interval.messages", "1"));
    settings.put("Barnabas", in("barnabas"));
    settings.put(
        "Barnabas, `log.durability=pagecache`",
        in("barnabas-pagecache").with("log.durability", "pagecache"));
    return settings;
  }

  private BrokerSettings in(String name) {
    return BrokerSettings.in(folder.resolve(name));
  }
}
