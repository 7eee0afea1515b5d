package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AlterConfigsRequest;
import io.barnabas.protocol.message.AlterConfigsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlterConfigsHandlersTest {
  private static final String TOPIC = "orders";

  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void oneTopicWithAConfig() {
    client.createTopic(TOPIC, 1);
    client.setConfig(ConfigResource.Type.TOPIC, TOPIC, "segment.bytes", "2000000");
  }

  static IntStream versions() {
    return IntStream.rangeClosed(0, 2);
  }

  private Map<String, String> configs() {
    return Map.copyOf(broker.image().configs(ConfigResource.ofTopic(TOPIC)));
  }

  private AlterConfigsResponse.AlterConfigsResourceResponse replace(
      int version, String topic, String value, boolean validateOnly) {
    AlterConfigsResponse answer =
        client.ask(
            version,
            new AlterConfigsRequest()
                .validateOnly(validateOnly)
                .resources(
                    List.of(
                        new AlterConfigsRequest.AlterConfigsResource()
                            .resourceType(ConfigResource.Type.TOPIC.id())
                            .resourceName(topic)
                            .configs(
                                List.of(
                                    new AlterConfigsRequest.AlterableConfig()
                                        .name("retention.ms")
                                        .value(value))))));
    return answer.responses().getFirst();
  }

  private IncrementalAlterConfigsResponse.AlterConfigsResourceResponse change(
      int version, String topic, String value, boolean validateOnly) {
    IncrementalAlterConfigsResponse answer =
        client.ask(
            version,
            new IncrementalAlterConfigsRequest()
                .validateOnly(validateOnly)
                .resources(
                    List.of(
                        new IncrementalAlterConfigsRequest.AlterConfigsResource()
                            .resourceType(ConfigResource.Type.TOPIC.id())
                            .resourceName(topic)
                            .configs(
                                List.of(
                                    new IncrementalAlterConfigsRequest.AlterableConfig()
                                        .name("retention.ms")
                                        .value(value))))));
    return answer.responses().getFirst();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void replacingTakesAwayWhatIsNotNamed(int version) {
    assertThat(replace(version, TOPIC, "1000", false).errorCode()).isZero();

    assertThat(configs()).isEqualTo(Map.of("retention.ms", "1000"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void changingLeavesTheRest(int version) {
    assertThat(change(version, TOPIC, "1000", false).errorCode()).isZero();

    assertThat(configs()).isEqualTo(Map.of("retention.ms", "1000", "segment.bytes", "2000000"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void validatingOnlyChangesNothing(int version) {
    assertThat(change(version, TOPIC, "1000", true).errorCode()).isZero();
    assertThat(replace(version, TOPIC, "1000", true).errorCode()).isZero();

    assertThat(configs()).isEqualTo(Map.of("segment.bytes", "2000000"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void badValuesAndMissingTopicsAreRefused(int version) {
    short invalid = ErrorCode.INVALID_CONFIG.code();
    short unknown = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code();

    assertThat(change(version, TOPIC, "soon", false).errorCode()).isEqualTo(invalid);
    assertThat(replace(version, TOPIC, "soon", false).errorCode()).isEqualTo(invalid);
    assertThat(change(version, "none", "1", false).errorCode()).isEqualTo(unknown);
    assertThat(replace(version, "none", "1", false).errorCode()).isEqualTo(unknown);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void withoutAControllerEveryResourceIsRefused(int version) {
    broker.stopController();

    var changed = change(version, TOPIC, "1", false);
    var replaced = replace(version, TOPIC, "1", false);

    assertThat(changed.errorCode()).isEqualTo(ErrorCode.NOT_CONTROLLER.code());
    assertThat(changed.resourceName()).isEqualTo(TOPIC);
    assertThat(replaced.errorCode()).isEqualTo(ErrorCode.NOT_CONTROLLER.code());
    assertThat(replaced.resourceType()).isEqualTo(ConfigResource.Type.TOPIC.id());
  }
}
