package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.CreatePartitionsRequest;
import io.barnabas.protocol.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.barnabas.protocol.message.CreatePartitionsResponse;
import io.barnabas.protocol.message.CreatePartitionsResponse.CreatePartitionsTopicResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreatePartitionsHandlerTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void oneTopic() {
    client.createTopic("orders", 2);
  }

  static IntStream versions() {
    return IntStream.rangeClosed(0, 3);
  }

  private CreatePartitionsTopicResult grow(int version, int count, boolean validateOnly) {
    CreatePartitionsResponse answer =
        client.ask(
            version,
            new CreatePartitionsRequest()
                .validateOnly(validateOnly)
                .topics(
                    List.of(
                        new CreatePartitionsTopic()
                            .name("orders")
                            .count(count)
                            .assignments(null))));
    return answer.results().getFirst();
  }

  private int partitions() {
    return broker.image().topics().find("orders").partitions().size();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionAddsPartitions(int version) {
    assertThat(grow(version, 5, false).errorCode()).isZero();

    assertThat(partitions()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionRefusesFewerPartitions(int version) {
    CreatePartitionsTopicResult result = grow(version, 1, false);

    assertThat(result.errorCode()).isEqualTo(ErrorCode.INVALID_PARTITIONS.code());
    assertThat(result.errorMessage()).isNotBlank();
    assertThat(partitions()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void validatingOnlyAddsNothing(int version) {
    assertThat(grow(version, 5, true).errorCode()).isZero();

    assertThat(partitions()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void withoutAControllerEveryTopicIsRefused(int version) {
    broker.stopController();

    CreatePartitionsTopicResult result = grow(version, 5, false);

    assertThat(result.name()).isEqualTo("orders");
    assertThat(result.errorCode()).isEqualTo(ErrorCode.NOT_CONTROLLER.code());
  }
}
