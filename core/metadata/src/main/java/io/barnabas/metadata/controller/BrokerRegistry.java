package io.barnabas.metadata.controller;

import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.BrokerHeartbeatRequest;
import io.barnabas.protocol.message.BrokerHeartbeatResponse;
import io.barnabas.protocol.message.BrokerRegistrationRequest;
import io.barnabas.protocol.message.BrokerRegistrationResponse;
import io.barnabas.protocol.message.UnregisterBrokerRequest;
import io.barnabas.protocol.message.UnregisterBrokerResponse;
import io.barnabas.protocol.metadata.BrokerRegistrationChangeRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord;
import io.barnabas.protocol.metadata.RegisterBrokerRecord.BrokerEndpoint;
import io.barnabas.protocol.metadata.RegisterBrokerRecord.BrokerFeature;
import io.barnabas.protocol.metadata.UnregisterBrokerRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides BrokerRegistration, BrokerHeartbeat and UnregisterBroker (KIP-631). */
final class BrokerRegistry {
  private static final byte SET = 1;
  private static final byte CLEARED = -1;

  private BrokerRegistry() {}

  /** The epoch given is the offset the record will have, which no other registration has. */
  static ControllerResult<BrokerRegistrationResponse> register(
      ClusterImage image, BrokerRegistrationRequest request) {
    if (!request.clusterId().equals(image.clusterId())) {
      return new ControllerResult<>(
          List.of(),
          new BrokerRegistrationResponse().errorCode(ErrorCode.INCONSISTENT_CLUSTER_ID.code()));
    }
    long epoch = image.offset() + 1;
    RegisterBrokerRecord record =
        new RegisterBrokerRecord()
            .brokerId(request.brokerId())
            .incarnationId(request.incarnationId())
            .brokerEpoch(epoch)
            .endPoints(request.listeners().stream().map(BrokerRegistry::endpoint).toList())
            .features(request.features().stream().map(BrokerRegistry::feature).toList())
            .rack(request.rack())
            .fenced(true)
            .logDirs(List.copyOf(request.logDirs()));
    return new ControllerResult<>(
        List.of(record), new BrokerRegistrationResponse().brokerEpoch(epoch));
  }

  private static BrokerEndpoint endpoint(BrokerRegistrationRequest.Listener listener) {
    return new BrokerEndpoint()
        .name(listener.name())
        .host(listener.host())
        .port(listener.port())
        .securityProtocol(listener.securityProtocol());
  }

  private static BrokerFeature feature(BrokerRegistrationRequest.Feature feature) {
    return new BrokerFeature()
        .name(feature.name())
        .minSupportedVersion(feature.minSupportedVersion())
        .maxSupportedVersion(feature.maxSupportedVersion());
  }

  static ControllerResult<BrokerHeartbeatResponse> heartbeat(
      ClusterImage image, BrokerHeartbeatRequest request) {
    BrokerRegistration broker = image.brokers().get(request.brokerId());
    ErrorCode error = check(broker, request.brokerEpoch());
    if (broker == null || error != ErrorCode.NONE) {
      return new ControllerResult<>(
          List.of(), new BrokerHeartbeatResponse().errorCode(error.code()));
    }
    boolean isFenced = request.wantFence() || request.wantShutDown();
    return new ControllerResult<>(
        changes(broker, isFenced, request.wantShutDown()),
        new BrokerHeartbeatResponse()
            .isCaughtUp(true)
            .isFenced(isFenced)
            .shouldShutDown(request.wantShutDown()));
  }

  private static List<Message> changes(
      BrokerRegistration broker, boolean isFenced, boolean isShuttingDown) {
    BrokerRegistrationChangeRecord record =
        new BrokerRegistrationChangeRecord().brokerId(broker.id()).brokerEpoch(broker.epoch());
    if (isFenced != broker.isFenced()) {
      record.fenced(isFenced ? SET : CLEARED);
    }
    if (isShuttingDown && !broker.isInControlledShutdown()) {
      record.inControlledShutdown(SET);
    }
    boolean isChange = record.fenced() != 0 || record.inControlledShutdown() != 0;
    return isChange ? List.of(record) : List.of();
  }

  static ControllerResult<UnregisterBrokerResponse> unregister(
      ClusterImage image, UnregisterBrokerRequest request) {
    BrokerRegistration broker = image.brokers().get(request.brokerId());
    if (broker == null) {
      return new ControllerResult<>(
          List.of(),
          new UnregisterBrokerResponse()
              .errorCode(ErrorCode.BROKER_ID_NOT_REGISTERED.code())
              .errorMessage("Broker ID " + request.brokerId() + " is not currently registered"));
    }
    return new ControllerResult<>(
        List.of(new UnregisterBrokerRecord().brokerId(broker.id()).brokerEpoch(broker.epoch())),
        new UnregisterBrokerResponse().errorMessage(null));
  }

  /** Whether a request comes from the broker's last registration. */
  static ErrorCode check(@Nullable BrokerRegistration broker, long epoch) {
    if (broker == null) {
      return ErrorCode.BROKER_ID_NOT_REGISTERED;
    }
    return broker.epoch() == epoch ? ErrorCode.NONE : ErrorCode.STALE_BROKER_EPOCH;
  }
}
