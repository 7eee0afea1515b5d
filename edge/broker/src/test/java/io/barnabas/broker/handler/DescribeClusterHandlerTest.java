package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeClusterRequest;
import io.barnabas.protocol.message.DescribeClusterResponse;
import io.barnabas.protocol.message.DescribeClusterResponse.DescribeClusterBroker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeClusterHandlerTest {
  private static final int LATEST = 2;

  private final TestBroker broker = new TestBroker();

  private DescribeClusterResponse ask(int version, DescribeClusterRequest request) {
    return broker.connect().ask(version, request);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyVersionTellsTheClusterAndItsBrokers(int version) {
    DescribeClusterResponse answer = ask(version, new DescribeClusterRequest());

    assertThat(answer.clusterId()).isEqualTo(TestBroker.CLUSTER_ID);
    assertThat(answer.controllerId()).isEqualTo(TestBroker.ID);
    DescribeClusterBroker only = answer.brokers().getFirst();
    assertThat(only.host()).isEqualTo("localhost");
    assertThat(only.port()).isEqualTo(9092);
    assertThat(only.rack()).isEqualTo("rack-1");
    assertThat(answer.clusterAuthorizedOperations()).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void fencedBrokersAreToldWhereAskedFor() {
    broker.register(2, "elsewhere");
    broker.fence(2);

    DescribeClusterResponse working = ask(LATEST, new DescribeClusterRequest());
    DescribeClusterResponse all =
        ask(LATEST, new DescribeClusterRequest().includeFencedBrokers(true));

    assertThat(working.brokers())
        .extracting(DescribeClusterBroker::brokerId)
        .containsExactly(TestBroker.ID);
    assertThat(all.brokers())
        .extracting(DescribeClusterBroker::isFenced)
        .containsExactly(false, true);
  }

  @Test
  void brokersWithoutTheClientsListenerAreNotTold() {
    broker.register(2, "inside", List.of("INSIDE"));

    DescribeClusterResponse outside = ask(LATEST, new DescribeClusterRequest());
    DescribeClusterResponse inside = broker.connect(9093).ask(LATEST, new DescribeClusterRequest());

    assertThat(outside.brokers()).hasSize(1);
    assertThat(inside.brokers()).hasSize(2);
  }

  @Test
  void authorizedOperationsAreToldWhereAskedFor() {
    DescribeClusterResponse answer =
        ask(LATEST, new DescribeClusterRequest().includeClusterAuthorizedOperations(true));

    assertThat(answer.clusterAuthorizedOperations()).isEqualTo(8096);
  }

  @Test
  void anotherEndpointTypeIsRefused() {
    DescribeClusterResponse controllers =
        ask(LATEST, new DescribeClusterRequest().endpointType((byte) 2));
    DescribeClusterResponse unknown =
        ask(LATEST, new DescribeClusterRequest().endpointType((byte) 9));

    assertThat(controllers.errorCode()).isEqualTo(ErrorCode.MISMATCHED_ENDPOINT_TYPE.code());
    assertThat(unknown.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED_ENDPOINT_TYPE.code());
    assertThat(unknown.brokers()).isEmpty();
  }
}
