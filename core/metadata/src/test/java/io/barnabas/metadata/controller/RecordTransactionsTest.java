package io.barnabas.metadata.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.Simulation;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import io.barnabas.metadata.store.MemoryMetadataStore;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.AbortTransactionRecord;
import io.barnabas.protocol.metadata.BeginTransactionRecord;
import io.barnabas.protocol.metadata.EndTransactionRecord;
import io.barnabas.protocol.metadata.FeatureLevelRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTransactionsTest {
  private final RecordTransactions transactions = new RecordTransactions();

  private static Message record(String name) {
    return new FeatureLevelRecord().name(name).featureLevel((short) 1);
  }

  @Test
  void recordsAreHeldBackUntilTheEnd() {
    assertThat(
            transactions.replayable(
                List.of(record("a"), new BeginTransactionRecord(), record("b"))))
        .containsExactly(record("a"));
    assertThat(transactions.isOpen()).isTrue();
    assertThat(
            transactions.replayable(List.of(record("c"), new EndTransactionRecord(), record("d"))))
        .containsExactly(record("b"), record("c"), record("d"));
    assertThat(transactions.isOpen()).isFalse();
  }

  @Test
  void abortedRecordsNeverCount() {
    assertThat(
            transactions.replayable(
                List.of(
                    new BeginTransactionRecord(),
                    record("a"),
                    new AbortTransactionRecord(),
                    record("b"))))
        .containsExactly(record("b"));
  }

  @Test
  void aNewLeaderAbortsWhatTheLastOneLeftOpen() {
    Simulation simulation = new Simulation(1);
    MemoryMetadataStore.Kept kept = new MemoryMetadataStore.Kept();
    MemoryMetadataStore first = new MemoryMetadataStore(simulation.shard(), 1, kept);
    Controller writer = controller(simulation, first);
    simulation.await(writer::open);
    simulation.await(() -> first.append(1, List.of(new BeginTransactionRecord(), record("a"))));
    Controller controller =
        controller(simulation, new MemoryMetadataStore(simulation.shard(), 1, kept));
    simulation.await(controller::open);
    assertThat(controller.image().offset()).isEqualTo(3);
    assertThat(controller.image().features()).containsOnlyKeys("metadata.version");
  }

  private static Controller controller(Simulation simulation, MemoryMetadataStore store) {
    BrokerConfig config = BrokerConfig.parse(Map.of(), new HostDefaults(1, "data"));
    return new Controller(simulation.shard(), store, config, "cluster");
  }
}
