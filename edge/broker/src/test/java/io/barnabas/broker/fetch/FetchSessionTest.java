package io.barnabas.broker.fetch;

import static io.barnabas.broker.fetch.Fetching.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.broker.simulated.Topics;
import io.barnabas.broker.simulated.WireClient;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.FetchRequest;
import io.barnabas.protocol.message.FetchRequest.ForgottenTopic;
import io.barnabas.protocol.message.FetchResponse;
import io.barnabas.protocol.message.FetchResponse.PartitionData;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchSessionTest {
  private final SimulatedBroker broker = SimulatedBroker.started(2);
  private final WireClient client = broker.connect();
  private final Topics topics = new Topics(client);
  private int sessionId;

  @BeforeEach
  void beginASession() {
    topics.create("orders", 3);
    FetchResponse first =
        Fetching.ask(
            client, Fetching.of("orders", from(0, 0), from(1, 0), from(2, 0)).sessionEpoch(0));
    assertThat(Fetching.partitions(first)).hasSize(3);
    sessionId = first.sessionId();
    assertThat(sessionId).isPositive();
  }

  private FetchRequest next(int epoch, FetchRequest.FetchPartition... changed) {
    FetchRequest request = Fetching.of("orders", changed).sessionId(sessionId).sessionEpoch(epoch);
    return changed.length == 0 ? request.topics(List.of()) : request;
  }

  @Test
  void partitionsWithoutNewsAreLeftOut() {
    topics.produce("orders", 1, Topics.batch(10));

    FetchResponse news = Fetching.ask(client, next(1));
    FetchResponse none = Fetching.ask(client, next(2, from(1, 1)));

    assertThat(Fetching.partitions(news))
        .extracting(PartitionData::partitionIndex)
        .containsExactly(1);
    assertThat(none.sessionId()).isEqualTo(sessionId);
    assertThat(none.responses()).isEmpty();
  }

  @Test
  void anErrorIsToldEachTime() {
    FetchResponse once = Fetching.ask(client, next(1, from(2, 99)));
    FetchResponse twice = Fetching.ask(client, next(2));

    for (FetchResponse answer : List.of(once, twice)) {
      assertThat(Fetching.error(Fetching.only(answer))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
    }
  }

  @Test
  void aForgottenPartitionIsNotReadAnyMore() {
    topics.produce("orders", 0, Topics.batch(10));
    topics.produce("orders", 1, Topics.batch(10));

    FetchResponse answer =
        Fetching.ask(
            client,
            next(1)
                .forgottenTopicsData(
                    List.of(new ForgottenTopic().topic("orders").partitions(List.of(0)))));

    assertThat(Fetching.partitions(answer))
        .extracting(PartitionData::partitionIndex)
        .containsExactly(1);
  }

  @Test
  void aWrongEpochOrAnUnknownSessionIsRefused() {
    FetchResponse wrongEpoch = Fetching.ask(client, next(5));
    FetchResponse unknown = Fetching.ask(client, next(1).sessionId(sessionId + 1));

    assertThat(wrongEpoch.errorCode()).isEqualTo(ErrorCode.INVALID_FETCH_SESSION_EPOCH.code());
    assertThat(unknown.errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
    assertThat(unknown.responses()).isEmpty();
  }

  @Test
  void aSessionThatWasEndedIsUnknown() {
    Fetching.ask(client, Fetching.of("orders", from(0, 0)).sessionId(sessionId).sessionEpoch(-1));

    FetchResponse answer = Fetching.ask(client, next(1));

    assertThat(answer.errorCode()).isEqualTo(ErrorCode.FETCH_SESSION_ID_NOT_FOUND.code());
  }

  @Test
  void aSessionWaitsForItsPartitionsAsAFullFetchDoes() {
    FetchRequest request = next(1).maxWaitMs(20_000);
    client.send(Fetching.VERSION, request);
    broker.runForMs(100);
    assertThat(client.hasAnswer()).isFalse();

    new Topics(broker.connect()).produce("orders", 2, Topics.batch(10));

    FetchResponse answer = client.receive(Fetching.VERSION, request);
    assertThat(Fetching.only(answer).partitionIndex()).isEqualTo(2);
    assertThat(broker.world().nowNs()).isLessThan(20_000_000_000L);
  }
}
