package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopicConfig;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateTopicsHandlerTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  static IntStream versions() {
    return IntStream.rangeClosed(0, 7);
  }

  private static CreateTopicsRequest topic(String name, int replicationFactor) {
    return new CreateTopicsRequest()
        .topics(
            List.of(
                new CreatableTopic()
                    .name(name)
                    .numPartitions(4)
                    .replicationFactor((short) replicationFactor)
                    .configs(
                        List.of(new CreatableTopicConfig().name("retention.ms").value("1000")))));
  }

  private CreatableTopicResult ask(int version, CreateTopicsRequest request) {
    CreateTopicsResponse answer = client.ask(version, request);
    return answer.topics().getFirst();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionCreates(int version) {
    CreatableTopicResult result = ask(version, topic("orders", 1));

    assertThat(result.errorCode()).isZero();
    assertThat(result.name()).isEqualTo("orders");
    assertThat(broker.image().topics().find("orders").partitions()).hasSize(4);
    if (version >= 5) {
      assertThat(result.numPartitions()).isEqualTo(4);
      assertThat(result.configs())
          .anySatisfy(
              config -> {
                assertThat(config.name()).isEqualTo("retention.ms");
                assertThat(config.value()).isEqualTo("1000");
              });
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionTellsErrors(int version) {
    CreatableTopicResult result = ask(version, topic("orders", 2));

    assertThat(result.errorCode()).isEqualTo(ErrorCode.INVALID_REPLICATION_FACTOR.code());
    assertThat(broker.image().topics().find("orders")).isNull();
  }

  @Test
  void validatingOnlyCreatesNothing() {
    CreatableTopicResult result = ask(7, topic("orders", 1).validateOnly(true));

    assertThat(result.errorCode()).isZero();
    assertThat(broker.image().topics().find("orders")).isNull();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void withoutAControllerEveryTopicIsRefused(int version) {
    broker.stopController();

    CreatableTopicResult result = ask(version, topic("orders", 1));

    assertThat(result.name()).isEqualTo("orders");
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NOT_CONTROLLER.code());
  }
}
