package io.barnabas.metadata.controller;

import io.barnabas.metadata.Simulation;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import io.barnabas.metadata.store.LocalMetadataStore;
import io.barnabas.metadata.store.MetadataStore;
import io.barnabas.protocol.message.BrokerHeartbeatRequest;
import io.barnabas.protocol.message.BrokerRegistrationRequest;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopicConfig;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A controller on a simulated machine. */
final class ControllerFixture {
  static final String CLUSTER = "cluster";

  final Simulation simulation;
  private final Map<String, String> properties;
  Controller controller;

  ControllerFixture(long seed, Map<String, String> properties) {
    this.simulation = new Simulation(seed);
    this.properties = properties;
    open();
  }

  ControllerFixture() {
    this(7, Map.of());
  }

  void open() {
    BrokerConfig config = BrokerConfig.parse(properties, new HostDefaults(1, "data"));
    MetadataStore store =
        new LocalMetadataStore(simulation.shard(), simulation.root, config.nodeId());
    controller = new Controller(simulation.shard(), store, config, CLUSTER);
    simulation.await(() -> controller.open());
  }

  void crashAndReopen() {
    simulation.crashAndRestart();
    open();
  }

  <R> R run(Command<R> command) {
    return simulation.await(() -> controller.submit(command));
  }

  <R> CompletableFuture<R> submit(Command<R> command) {
    return simulation.submit(() -> controller.submit(command));
  }

  /** Registers brokers and unfences them. */
  void registerBrokers(int... ids) {
    for (int id : ids) {
      long epoch = run(registration(id)).brokerEpoch();
      run(
          new Command.BrokerHeartbeat(
              new BrokerHeartbeatRequest().brokerId(id).brokerEpoch(epoch).wantFence(false)));
    }
  }

  static Command.RegisterBroker registration(int id) {
    return new Command.RegisterBroker(
        new BrokerRegistrationRequest()
            .brokerId(id)
            .clusterId(CLUSTER)
            .incarnationId(new Uuid(5, id))
            .logDirs(List.of(new Uuid(9, id)))
            .rack(null)
            .listeners(
                List.of(
                    new BrokerRegistrationRequest.Listener()
                        .name("PLAINTEXT")
                        .host("host" + id)
                        .port(9092))));
  }

  static CreatableTopic topic(String name, int partitions, int factor) {
    return new CreatableTopic()
        .name(name)
        .numPartitions(partitions)
        .replicationFactor((short) factor);
  }

  static CreatableTopic topic(String name, Map<String, String> configs) {
    return topic(name, 1, 1)
        .configs(
            configs.entrySet().stream()
                .map(e -> new CreatableTopicConfig().name(e.getKey()).value(e.getValue()))
                .toList());
  }

  static Command.CreateTopics creation(CreatableTopic... topics) {
    return new Command.CreateTopics(new CreateTopicsRequest().topics(List.of(topics)));
  }

  CreateTopicsResponse create(CreatableTopic... topics) {
    return run(creation(topics));
  }
}
