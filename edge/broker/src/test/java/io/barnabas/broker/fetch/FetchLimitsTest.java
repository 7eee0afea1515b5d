package io.barnabas.broker.fetch;

import static io.barnabas.broker.fetch.Fetching.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchLimitsTest {
  private static final int BATCH_BYTES = Topics.batch(100).remaining();

  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();
  private final Topics topics = new Topics(client);

  @BeforeEach
  void fourBatchesInEachOfThreePartitions() {
    topics.create("orders", 3);
    for (int i = 0; i < 12; i++) {
      topics.produce("orders", i % 3, Topics.batch(100));
    }
  }

  private List<PartitionData> fetch(int maxBytes, FetchRequest.FetchPartition... wanted) {
    FetchResponse answer =
        Fetching.ask(client, Fetching.of("orders", wanted).maxBytes(maxBytes).maxWaitMs(1_000));
    return Fetching.partitions(answer);
  }

  @Test
  void aPartitionGivesNoMoreThanItsLimit() {
    List<PartitionData> told =
        fetch(1 << 20, from(0, 0).partitionMaxBytes(2 * BATCH_BYTES + 10), from(1, 0));

    assertThat(told)
        .extracting(Fetching::sizeBytes)
        .containsExactly(2 * BATCH_BYTES + 10, 4 * BATCH_BYTES);
    assertThat(Fetching.offsets(told.getFirst())).containsExactly(0L, 1L);
  }

  @Test
  void allPartitionsTogetherGiveNoMoreThanTheLimit() {
    List<PartitionData> told = fetch(6 * BATCH_BYTES, from(0, 0), from(1, 0), from(2, 0));

    assertThat(told)
        .extracting(Fetching::sizeBytes)
        .containsExactly(4 * BATCH_BYTES, 2 * BATCH_BYTES, 0);
  }

  @Test
  void theFirstPartitionKeepsTheLimitToo() {
    List<PartitionData> told = fetch(2 * BATCH_BYTES, from(0, 0), from(1, 0));

    assertThat(told).extracting(Fetching::sizeBytes).containsExactly(2 * BATCH_BYTES, 0);
  }

  @Test
  void aPartitionForWhoseFirstBatchThereIsNoRoomGivesNothing() {
    List<PartitionData> told = fetch(5 * BATCH_BYTES - 1, from(0, 0), from(1, 0));

    assertThat(told).extracting(Fetching::sizeBytes).containsExactly(4 * BATCH_BYTES, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE})
  void theFirstBatchComesWholeHoweverSmallTheLimit(int limit) {
    List<PartitionData> told = fetch(limit, from(0, 4), from(1, 1), from(2, 0));

    assertThat(told).extracting(Fetching::sizeBytes).containsExactly(0, BATCH_BYTES, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE})
  void theFirstBatchComesWholeHoweverSmallThePartitionsLimit(int limit) {
    List<PartitionData> told = fetch(1 << 20, from(0, 2).partitionMaxBytes(limit));

    assertThat(Fetching.offsets(told.getFirst())).containsExactly(2L);
  }

  @Test
  void moreThanTheLimitIsNotWaitedFor() {
    FetchRequest request =
        Fetching.of("orders", from(0, 0)).maxBytes(BATCH_BYTES).minBytes(1 << 20);
    long before = broker.world().nowNs();

    Fetching.ask(client, request.maxWaitMs(30_000));

    assertThat(broker.world().nowNs() - before).isLessThan(1_000_000_000L);
  }

  @Test
  void theBrokersOwnLimitHoldsWhateverTheClientAsksFor() {
    broker.stop();
    broker.set("fetch.max.bytes", "1024").start();
    WireClient again = broker.connect();
    Topics large = new Topics(again);
    large.create("large", 1);
    for (int i = 0; i < 3; i++) {
      large.produce("large", 0, Topics.batch(600));
    }

    FetchResponse answer =
        Fetching.ask(again, Fetching.of("large", from(0, 0)).maxBytes(Integer.MAX_VALUE));

    assertThat(Fetching.sizeBytes(Fetching.only(answer))).isEqualTo(1024);
  }
}
