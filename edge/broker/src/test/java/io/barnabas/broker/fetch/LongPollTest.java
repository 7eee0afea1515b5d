package io.barnabas.broker.fetch;

import static io.barnabas.broker.fetch.Fetching.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches that wait; the shards' number decides which partitions are asked over a message. */
class LongPollTest {
  private static final int BATCH_BYTES = Topics.batch(100).remaining();
  private static final int MAX_WAIT_MS = 20_000;

  private final SimulatedBroker broker = SimulatedBroker.started(1);
  private final WireClient consumer = broker.connect();
  private final Topics topics = new Topics(broker.connect());

  @BeforeEach
  void createOrders() {
    topics.create("orders", 3);
  }

  private static FetchRequest threeFromStart(int minBytes) {
    return Fetching.of("orders", from(0, 0), from(1, 0), from(2, 0))
        .maxWaitMs(MAX_WAIT_MS)
        .minBytes(minBytes);
  }

  private FetchResponse answerTo(FetchRequest request) {
    return consumer.receive(Fetching.VERSION, request);
  }

  private void sendAndWait(FetchRequest request) {
    consumer.send(Fetching.VERSION, request);
    broker.runForMs(100);
    assertThat(consumer.hasAnswer()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anAppendWakesWhoWaits(int partition) {
    FetchRequest request = threeFromStart(1);
    sendAndWait(request);

    topics.produce("orders", partition, Topics.batch(100));

    FetchResponse answer = answerTo(request);
    assertThat(Fetching.offsets(Fetching.partitions(answer).get(partition))).containsExactly(0L);
    assertThat(broker.world().nowNs()).isLessThan(MAX_WAIT_MS * 1_000_000L);
  }

  @Test
  void bytesOfSeveralPartitionsAddUp() {
    FetchRequest request = threeFromStart(3 * BATCH_BYTES);
    sendAndWait(request);
    topics.produce("orders", 0, Topics.batch(100));
    topics.produce("orders", 1, Topics.batch(100));
    broker.runForMs(100);
    assertThat(consumer.hasAnswer()).isFalse();

    topics.produce("orders", 0, Topics.batch(100));

    assertThat(Fetching.partitions(answerTo(request)))
        .extracting(Fetching::sizeBytes)
        .containsExactly(2 * BATCH_BYTES, BATCH_BYTES, 0);
  }

  @Test
  void whatIsThereIsAnsweredWhenTheTimeIsUp() {
    FetchRequest request = threeFromStart(1 << 20).maxWaitMs(500);
    sendAndWait(request);
    topics.produce("orders", 2, Topics.batch(100));
    broker.runForMs(350);
    assertThat(consumer.hasAnswer()).isFalse();

    broker.runForMs(100);

    assertThat(consumer.hasAnswer()).isTrue();
    assertThat(Fetching.partitions(answerTo(request)))
        .extracting(Fetching::sizeBytes)
        .containsExactly(0, 0, BATCH_BYTES);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void whoHasNoTimeIsAnsweredAtOnce(int maxWaitMs) {
    FetchResponse answer = Fetching.ask(consumer, threeFromStart(1).maxWaitMs(maxWaitMs));

    assertThat(Fetching.partitions(answer)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void whoWantsNothingIsAnsweredAtOnce(int minBytes) {
    consumer.send(Fetching.VERSION, threeFromStart(minBytes));

    broker.runForMs(100);

    assertThat(consumer.hasAnswer()).isTrue();
  }

  @Test
  void aWaitThatGoesOnStillHearsOfEveryPartition() {
    FetchRequest request =
        Fetching.of("orders", from(0, 0).partitionMaxBytes(BATCH_BYTES), from(1, 0))
            .maxWaitMs(MAX_WAIT_MS)
            .minBytes(2 * BATCH_BYTES);
    sendAndWait(request);
    // Enough has come, but the limit of the partition leaves half of it.
    topics.produce("orders", 0, Topics.batch(100));
    topics.produce("orders", 0, Topics.batch(100));
    broker.runForMs(100);
    assertThat(consumer.hasAnswer()).isFalse();

    topics.produce("orders", 1, Topics.batch(100));
    broker.runForMs(100);

    assertThat(consumer.hasAnswer()).isTrue();
    assertThat(Fetching.partitions(answerTo(request)))
        .extracting(Fetching::sizeBytes)
        .containsExactly(BATCH_BYTES, BATCH_BYTES);
  }

  @Test
  void aRepeatedBatchWakesNobody() {
    topics.produce("orders", 0, Topics.batch(7, 0));
    FetchRequest request = Fetching.of("orders", from(0, 1)).maxWaitMs(MAX_WAIT_MS);
    sendAndWait(request);

    topics.produce("orders", 0, Topics.batch(7, 0));
    broker.runForMs(100);
    assertThat(consumer.hasAnswer()).isFalse();

    topics.produce("orders", 0, Topics.batch(7, 1));
    assertThat(Fetching.offsets(Fetching.only(answerTo(request)))).containsExactly(1L);
  }

  @Test
  void deletingAPartitionEndsTheWait() {
    FetchRequest request = threeFromStart(1);
    sendAndWait(request);

    topics.delete("orders");

    assertThat(Fetching.partitions(answerTo(request)))
        .extracting(Fetching::error)
        .contains(ErrorCode.NOT_LEADER_OR_FOLLOWER);
  }

  @Test
  void requestsBehindOneThatWaitsAreAnsweredAfterIt() {
    FetchRequest waits = threeFromStart(1);
    FetchRequest urgent = Fetching.of("orders", from(0, 99));
    sendAndWait(waits);
    sendAndWait(urgent);

    topics.produce("orders", 0, Topics.batch(100));

    assertThat(Fetching.offsets(Fetching.only(answerTo(waits)))).containsExactly(0L);
    assertThat(Fetching.error(Fetching.only(answerTo(urgent))))
        .isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
  }

  @Test
  void aWaitEndsWithItsConnection() {
    topics.produce("orders", 0, Topics.batch(100));
    FetchRequest request = threeFromStart(1 << 20).maxWaitMs(Integer.MAX_VALUE);
    WireClient gone = broker.connect();
    gone.send(Fetching.VERSION, request);
    gone.send(Fetching.VERSION, request);
    broker.runForMs(100);
    assertThat(broker.openExchanges()).isEqualTo(2);

    gone.close();
    broker.runForMs(100);

    assertThat(broker.openExchanges()).isZero();
  }
}
