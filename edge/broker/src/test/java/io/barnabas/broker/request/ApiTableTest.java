package io.barnabas.broker.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.broker.simulated.SimulatedBroker;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.ApiVersionsRequest;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.ApiVersionsResponse.ApiVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiTableTest {
  private record Named(ApiKey apiKey) implements ApiHandler<Message> {
    @Override
    public void handle(Call<Message> call) {
      throw new AssertionError("not called");
    }
  }

  @Test
  void advertisesWhatItsHandlersServeInTheOrderOfTheKeys() {
    ApiTable table = new ApiTable(List.of(new Named(ApiKey.METADATA), new Named(ApiKey.PRODUCE)));

    assertThat(table.versions())
        .extracting(ApiVersion::apiKey)
        .containsExactly(ApiKey.PRODUCE.id(), ApiKey.METADATA.id());
    assertThat(table.versions())
        .allSatisfy(v -> assertThat(v.maxVersion()).isGreaterThan(v.minVersion()));
  }

  @Test
  void twoHandlersOfOneApiAreRefused() {
    List<ApiHandler<?>> twice = List.of(new Named(ApiKey.FETCH), new Named(ApiKey.FETCH));

    assertThatThrownBy(() -> new ApiTable(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FETCH");
  }

  @Test
  void aBrokerAdvertisesProduceFromVersionZeroAndFetchUpToTopicIds() {
    ApiVersionsResponse answer =
        SimulatedBroker.started(1).connect().ask(0, new ApiVersionsRequest());

    assertThat(answer.apiKeys())
        .anySatisfy(
            produce -> {
              assertThat(produce.apiKey()).isEqualTo(ApiKey.PRODUCE.id());
              assertThat(produce.minVersion()).isZero();
            })
        .anySatisfy(
            fetch -> {
              assertThat(fetch.apiKey()).isEqualTo(ApiKey.FETCH.id());
              assertThat(fetch.minVersion()).isZero();
              assertThat(fetch.maxVersion()).isGreaterThanOrEqualTo((short) 13);
            });
  }
}
