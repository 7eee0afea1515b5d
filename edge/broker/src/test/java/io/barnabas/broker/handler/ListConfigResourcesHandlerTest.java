package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ListConfigResourcesRequest;
import io.barnabas.protocol.message.ListConfigResourcesResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListConfigResourcesHandlerTest {
  private final TestBroker broker = new TestBroker();
  private final TestClient client = broker.connect();

  @BeforeEach
  void twoTopicsAndTwoBrokers() {
    client.createTopic("b", 1);
    client.createTopic("a", 1);
    broker.register(2, "elsewhere");
    broker.register(3, "nowhere");
    broker.fence(3);
  }

  private static ListConfigResourcesRequest of(ConfigResource.Type... types) {
    return new ListConfigResourcesRequest()
        .resourceTypes(Arrays.stream(types).map(ConfigResource.Type::id).toList());
  }

  private List<String> ask(int version, ListConfigResourcesRequest request) {
    ListConfigResourcesResponse answer = client.ask(version, request);
    assertThat(answer.errorCode()).isZero();
    return answer.configResources().stream()
        .map(found -> ConfigResource.Type.forId(found.resourceType()) + " " + found.resourceName())
        .toList();
  }

  @Test
  void noTypesMeansAllTypes() {
    assertThat(ask(1, of()))
        .containsExactly(
            "BROKER_LOGGER 1", "BROKER_LOGGER 2", "BROKER 1", "BROKER 2", "TOPIC a", "TOPIC b");
  }

  @Test
  void onlyTheTypesAskedForAreTold() {
    assertThat(ask(1, of(ConfigResource.Type.TOPIC, ConfigResource.Type.GROUP)))
        .containsExactly("TOPIC a", "TOPIC b");
  }

  @Test
  void version0IsForClientMetricsOnly() {
    assertThat(ask(0, of())).isEmpty();
  }

  @Test
  void anUnknownTypeIsRefused() {
    ListConfigResourcesResponse answer =
        client.ask(1, new ListConfigResourcesRequest().resourceTypes(List.of((byte) 3)));

    assertThat(answer.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION.code());
    assertThat(answer.configResources()).isEmpty();
  }
}
