package io.barnabas.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.durability.Acknowledged.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker's process is killed again and again while clients write; they live on and try again.
 * {@code -Dkill.rounds=100} makes it a long run, {@code -Dkill.seed} chooses the moments.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class KillTest {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
  private static final long SEED = Long.getLong("kill.seed", 1);
  private static final int PARTITIONS = 6;
  private static final int MOST_RECORDS_A_ROUND = 400;
  private static final int MOST_STARTING_MS = 500;

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  @Test
  void whatWasAcknowledgedIsThereOnceAndInOrderAfterEveryKill() throws IOException {
    BrokerSettings settings = BrokerSettings.in(folder).with("log.segment.bytes", "1048576");
    BrokerProcess broker = BrokerProcess.start(settings);
    String topic = Topics.create(broker.broker(), "kill", PARTITIONS, Map.of());
    Fleet fleet = new Fleet(broker.broker(), topic, PARTITIONS);
    try {
      fleet.startProducers("");
      for (int round = 1; round <= ROUNDS; round++) {
        fleet.startKcat("-" + round);
        fleet.awaitEachAcknowledged(1 + random.nextInt(MOST_RECORDS_A_ROUND));
        broker.kill();
        Map<Writer, Map<Long, Place>> acknowledged = fleet.acknowledged();
        fleet.abandonKcat();
        broker = restart(settings, round);
        requireAllThere(fleet.verdict(acknowledged), round);
      }
      fleet.finishAll();
      requireAllThere(fleet.verdict(fleet.acknowledged()), ROUNDS);
      assertThat(fleet.failures()).isEmpty();
    } finally {
      fleet.abandonAll();
      broker.close();
    }
  }

  /** Every other time, what starts is killed too, at a moment of its recovery. */
  private BrokerProcess restart(BrokerSettings settings, int round) throws IOException {
    if (round % 2 == 0) {
      BrokerProcess starting = BrokerProcess.launch(settings);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MOST_STARTING_MS)));
      starting.kill();
    }
    return BrokerProcess.start(settings);
  }

  private static void requireAllThere(Verdict verdict, int round) {
    System.out.printf(
        "kill %d: %d acknowledged, %d found%n", round, verdict.acknowledged(), verdict.found());
    assertThat(verdict.faults()).as("faults after kill %d, seed %d", round, SEED).isEmpty();
  }
}
