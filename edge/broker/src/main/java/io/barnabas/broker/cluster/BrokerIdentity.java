package io.barnabas.broker.cluster;

import io.barnabas.broker.storage.LogDirs;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.Listener;
import io.barnabas.metadata.controller.Command;
import io.barnabas.metadata.controller.Controller;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.BrokerHeartbeatRequest;
import io.barnabas.protocol.message.BrokerHeartbeatResponse;
import io.barnabas.protocol.message.BrokerRegistrationRequest;
import io.barnabas.protocol.message.BrokerRegistrationRequest.Feature;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Makes this broker known to the controller, and then open for clients. To be used on the
 * controller's shard.
 */
final class BrokerIdentity {
  private final BrokerConfig config;
  private final LogDirs logDirs;
  private final Controller controller;

  BrokerIdentity(BrokerConfig config, LogDirs logDirs, Controller controller) {
    this.config = config;
    this.logDirs = logDirs;
    this.controller = controller;
  }

  /**
   * Registers, and asks to be unfenced.
   *
   * @param advertised where clients reach this broker, ports known
   * @param incarnation this run of the process
   */
  CompletionStage<Void> announce(List<Listener> advertised, Uuid incarnation) {
    BrokerRegistrationRequest request =
        new BrokerRegistrationRequest()
            .brokerId(config.nodeId())
            .clusterId(logDirs.clusterId())
            .incarnationId(incarnation)
            .listeners(advertised.stream().map(BrokerIdentity::endpoint).toList())
            .features(features())
            .rack(config.rack())
            .logDirs(logDirs.directoryIds());
    return controller
        .submit(new Command.RegisterBroker(request))
        .thenCompose(
            registered -> {
              require(registered.errorCode(), "registered");
              return unfence(registered.brokerEpoch());
            });
  }

  private CompletionStage<Void> unfence(long brokerEpoch) {
    BrokerHeartbeatRequest request =
        new BrokerHeartbeatRequest()
            .brokerId(config.nodeId())
            .brokerEpoch(brokerEpoch)
            .currentMetadataOffset(controller.image().offset());
    return controller
        .submit(new Command.BrokerHeartbeat(request))
        .thenAccept((BrokerHeartbeatResponse answer) -> require(answer.errorCode(), "unfenced"));
  }

  private void require(short errorCode, String what) {
    if (errorCode != ErrorCode.NONE.code()) {
      throw new IllegalStateException(
          "Node "
              + config.nodeId()
              + " could not be "
              + what
              + ": "
              + ErrorCode.forCode(errorCode));
    }
  }

  private List<Feature> features() {
    return controller.image().features().entrySet().stream()
        .map(
            feature ->
                new Feature()
                    .name(feature.getKey())
                    .minSupportedVersion(feature.getValue())
                    .maxSupportedVersion(feature.getValue()))
        .toList();
  }

  private static BrokerRegistrationRequest.Listener endpoint(Listener listener) {
    return new BrokerRegistrationRequest.Listener()
        .name(listener.name())
        .host(listener.host())
        .port(listener.port())
        .securityProtocol(protocolId(listener));
  }

  /** Kafka's numbers of security protocols. */
  private static short protocolId(Listener listener) {
    return switch (listener.protocol()) {
      case PLAINTEXT -> 0;
      case SSL -> 1;
      case SASL_PLAINTEXT -> 2;
      case SASL_SSL -> 3;
    };
  }
}
