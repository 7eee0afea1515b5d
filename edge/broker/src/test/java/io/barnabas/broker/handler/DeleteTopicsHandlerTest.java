package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DeleteTopicsRequest;
import io.barnabas.protocol.message.DeleteTopicsRequest.DeleteTopicState;
import io.barnabas.protocol.message.DeleteTopicsResponse;
import io.barnabas.protocol.message.DeleteTopicsResponse.DeletableTopicResult;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeleteTopicsHandlerTest {
  private static final int LATEST = 6;

  static IntStream versions() {
    return IntStream.rangeClosed(0, LATEST);
  }

  private static DeleteTopicsRequest byName(int version, String name) {
    return version < LATEST
        ? new DeleteTopicsRequest().topicNames(List.of(name))
        : new DeleteTopicsRequest().topics(List.of(new DeleteTopicState().name(name)));
  }

  private static DeletableTopicResult ask(
      TestBroker broker, int version, DeleteTopicsRequest request) {
    DeleteTopicsResponse answer = broker.connect().ask(version, request);
    return answer.responses().getFirst();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionDeletesByName(int version) {
    TestBroker broker = new TestBroker();
    broker.connect().createTopic("orders", 1);

    DeletableTopicResult deleted = ask(broker, version, byName(version, "orders"));
    DeletableTopicResult again = ask(broker, version, byName(version, "orders"));

    assertThat(deleted.errorCode()).isZero();
    assertThat(deleted.name()).isEqualTo("orders");
    assertThat(broker.image().topics().find("orders")).isNull();
    assertThat(again.errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code());
  }

  @Test
  void topicsAreDeletedById() {
    TestBroker broker = new TestBroker();
    broker.connect().createTopic("orders", 1);
    Uuid id = broker.image().topics().find("orders").id();
    DeleteTopicsRequest request =
        new DeleteTopicsRequest().topics(List.of(new DeleteTopicState().topicId(id)));

    assertThat(ask(broker, LATEST, request).name()).isEqualTo("orders");
    DeletableTopicResult again = ask(broker, LATEST, request);
    assertThat(again.errorCode()).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID.code());
    assertThat(again.name()).isNull();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whereDeletionIsDisabledEachVersionSaysSoAsItCan(int version) {
    TestBroker broker = new TestBroker(Map.of("delete.topic.enable", "false"));
    broker.connect().createTopic("orders", 1);

    DeletableTopicResult result = ask(broker, version, byName(version, "orders"));

    ErrorCode expected =
        version < 3 ? ErrorCode.INVALID_REQUEST : ErrorCode.TOPIC_DELETION_DISABLED;
    assertThat(ErrorCode.forCode(result.errorCode())).isEqualTo(expected);
    assertThat(broker.image().topics().find("orders")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void withoutAControllerEveryTopicIsRefused(int version) {
    TestBroker broker = new TestBroker();
    broker.stopController();

    DeletableTopicResult result = ask(broker, version, byName(version, "orders"));

    assertThat(result.name()).isEqualTo("orders");
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NOT_CONTROLLER.code());
  }
}
