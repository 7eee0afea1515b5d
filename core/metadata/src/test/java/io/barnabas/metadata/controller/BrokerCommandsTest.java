package io.barnabas.metadata.controller;

import static io.barnabas.metadata.controller.ControllerFixture.registration;
import static io.barnabas.metadata.controller.ControllerFixture.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AllocateProducerIdsRequest;
import io.barnabas.protocol.message.AllocateProducerIdsResponse;
import io.barnabas.protocol.message.BrokerHeartbeatRequest;
import io.barnabas.protocol.message.BrokerHeartbeatResponse;
import io.barnabas.protocol.message.UnregisterBrokerRequest;
import org.junit.jupiter.api.Test;

class BrokerCommandsTest {
  private final ControllerFixture fixture = new ControllerFixture();

  private BrokerRegistration broker(int id) {
    return fixture.controller.image().brokers().get(id);
  }

  private BrokerHeartbeatResponse heartbeat(BrokerHeartbeatRequest request) {
    return fixture.run(new Command.BrokerHeartbeat(request));
  }

  private AllocateProducerIdsResponse allocate(long epoch) {
    return fixture.run(
        new Command.AllocateProducerIds(
            new AllocateProducerIdsRequest().brokerId(1).brokerEpoch(epoch)));
  }

  @Test
  void aBrokerIsFencedUntilItsFirstHeartbeat() {
    long epoch = fixture.run(registration(1)).brokerEpoch();
    assertThat(broker(1).isFenced()).isTrue();
    assertThat(broker(1).epoch()).isEqualTo(epoch);
    assertThat(broker(1).endpoint("PLAINTEXT").host()).isEqualTo("host1");
    assertThat(broker(1).endpoint("SSL")).isNull();
    assertThat(fixture.create(topic("t", 1, 1)).topics().getFirst().errorCode())
        .isEqualTo(ErrorCode.INVALID_REPLICATION_FACTOR.code());
    assertThat(heartbeat(new BrokerHeartbeatRequest().brokerId(1).brokerEpoch(epoch)).isFenced())
        .isFalse();
    assertThat(broker(1).isFenced()).isFalse();
    assertThat(fixture.create(topic("t", 1, 1)).topics().getFirst().errorCode()).isZero();
  }

  @Test
  void everyRegistrationHasAHigherEpoch() {
    long first = fixture.run(registration(1)).brokerEpoch();
    fixture.crashAndReopen();
    long second = fixture.run(registration(1)).brokerEpoch();
    assertThat(second).isGreaterThan(first);
    assertThat(heartbeat(new BrokerHeartbeatRequest().brokerId(1).brokerEpoch(first)).errorCode())
        .isEqualTo(ErrorCode.STALE_BROKER_EPOCH.code());
    assertThat(heartbeat(new BrokerHeartbeatRequest().brokerId(2).brokerEpoch(first)).errorCode())
        .isEqualTo(ErrorCode.BROKER_ID_NOT_REGISTERED.code());
  }

  @Test
  void aBrokerOfAnotherClusterIsRefused() {
    Command.RegisterBroker foreign = registration(1);
    foreign.request().clusterId("other");
    assertThat(fixture.run(foreign).errorCode())
        .isEqualTo(ErrorCode.INCONSISTENT_CLUSTER_ID.code());
    assertThat(broker(1)).isNull();
  }

  @Test
  void aBrokerThatStopsIsFenced() {
    long epoch = fixture.run(registration(1)).brokerEpoch();
    heartbeat(new BrokerHeartbeatRequest().brokerId(1).brokerEpoch(epoch));
    BrokerHeartbeatResponse response =
        heartbeat(new BrokerHeartbeatRequest().brokerId(1).brokerEpoch(epoch).wantShutDown(true));
    assertThat(response.shouldShutDown()).isTrue();
    assertThat(broker(1).isFenced()).isTrue();
    assertThat(broker(1).isInControlledShutdown()).isTrue();
  }

  @Test
  void aBrokerIsForgotten() {
    fixture.run(registration(1));
    Command.UnregisterBroker command =
        new Command.UnregisterBroker(new UnregisterBrokerRequest().brokerId(1));
    assertThat(fixture.run(command).errorCode()).isZero();
    assertThat(broker(1)).isNull();
    assertThat(fixture.run(command).errorCode())
        .isEqualTo(ErrorCode.BROKER_ID_NOT_REGISTERED.code());
  }

  @Test
  void noTwoBlocksOfProducerIdsOverlap() {
    long epoch = fixture.run(registration(1)).brokerEpoch();
    AllocateProducerIdsResponse first = allocate(epoch);
    assertThat(first.producerIdStart()).isZero();
    assertThat(first.producerIdLen()).isEqualTo(1000);
    fixture.crashAndReopen();
    assertThat(allocate(epoch).producerIdStart()).isEqualTo(1000);
    assertThat(allocate(epoch - 1).errorCode()).isEqualTo(ErrorCode.STALE_BROKER_EPOCH.code());
  }
}
