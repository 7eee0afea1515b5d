package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.InitProducerIdRequest;
import io.barnabas.protocol.message.InitProducerIdResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitProducerIdHandlerTest {
  private static final int LATEST = 5;

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  static IntStream versions() {
    return IntStream.rangeClosed(0, LATEST);
  }

  private static InitProducerIdRequest idempotent() {
    return new InitProducerIdRequest().transactionalId(null).transactionTimeoutMs(60_000);
  }

  private InitProducerIdResponse ask(int version, InitProducerIdRequest request) {
    return client.ask(version, request);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionGivesAnId(int version) {
    InitProducerIdResponse answer = ask(version, idempotent());

    assertThat(answer.errorCode()).isZero();
    assertThat(answer.producerId()).isNotNegative();
    assertThat(answer.producerEpoch()).isZero();
  }

  @Test
  void noIdIsGivenTwiceOnAnyShard() {
    List<TestClient> clients = IntStream.range(0, 4).mapToObj(i -> broker.connect()).toList();
    Set<Long> given = new HashSet<>();

    for (int i = 0; i < 2_100; i++) {
      InitProducerIdResponse answer = clients.get(i % 4).ask(LATEST, idempotent());
      assertThat(given.add(answer.producerId())).as("id %s", answer.producerId()).isTrue();
    }

    // Two shards, each with whole blocks of a thousand.
    assertThat(broker.image().nextProducerId()).isEqualTo(4_000);
  }

  @Test
  void transactionsAreRefusedForGood() {
    InitProducerIdResponse answer = ask(LATEST, idempotent().transactionalId("payments"));

    ErrorCode error = ErrorCode.forCode(answer.errorCode());
    assertThat(error).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    assertThat(error.isRetriable()).isFalse();
    assertThat(answer.producerId()).isEqualTo(-1);
  }

  @Test
  void anIdWithoutAnEpochIsRefused() {
    assertThat(ask(LATEST, idempotent().producerId(5)).errorCode())
        .isEqualTo(ErrorCode.INVALID_REQUEST.code());
    assertThat(ask(LATEST, idempotent().producerEpoch((short) 5)).errorCode())
        .isEqualTo(ErrorCode.INVALID_REQUEST.code());
  }

  @Test
  void aProducerIsToTryAgainWhileThereIsNoController() {
    broker.stopController();

    assertThat(ask(LATEST, idempotent()).errorCode())
        .isEqualTo(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code());
  }

  @Test
  void theUnstableVersionIsNotServed() {
    assertThat(new InitProducerIdHandler(List.of()).highestVersion()).isEqualTo((short) 5);
  }
}
