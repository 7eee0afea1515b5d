package io.barnabas.broker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.cluster.ControllerClient;
import io.barnabas.broker.handler.LogDirReport.LogDir;
import io.barnabas.broker.partition.Partitions;
import io.barnabas.broker.partition.ShardPartitions;
import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.ApiTable;
import io.barnabas.broker.request.RequestDispatcher;
import io.barnabas.environment.Connection;
import io.barnabas.environment.Shard;
import io.barnabas.environment.simulated.SimulatedNetwork;
import io.barnabas.environment.simulated.SimulatedProcess;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.HostDefaults;
import io.barnabas.metadata.controller.Command;
import io.barnabas.metadata.controller.Controller;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.store.LocalMetadataStore;
import io.barnabas.protocol.message.BrokerHeartbeatRequest;
import io.barnabas.protocol.message.BrokerRegistrationRequest;
import io.barnabas.protocol.message.BrokerRegistrationRequest.Listener;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A broker of two shards on a simulated network and disk, with a real controller and real logs. */
final class TestBroker {
  static final int ID = 1;
  static final String CLUSTER_ID = "a-cluster-of-one-----x";

  /** The ports of listeners; the first has brokers that the second does not show. */
  static final Map<Integer, String> LISTENERS = Map.of(9092, "PLAINTEXT", 9093, "INSIDE");

  private static final Path LOG_DIR = Path.of("/data");
  private static final long PATIENCE_NS = 60_000_000_000L;

  private final SimulatedWorld world = new SimulatedWorld(7);
  private final SimulatedProcess process = world.start(world.newVolume(LOG_DIR), 2);
  private final Shard controllerShard = process.shards().getFirst();
  private final Controller controller;
  private final ControllerClient client;
  private final ApiTable apis;
  private CompletionStage<List<LogDir>> logDirs = CompletableFuture.completedStage(List.of());

  /** Starts it with the settings of a properties file. */
  TestBroker(Map<String, String> properties) {
    BrokerConfig config = BrokerConfig.parse(properties, new HostDefaults(2, LOG_DIR.toString()));
    List<ShardPartitions> owners = process.shards().stream().map(ShardPartitions::new).toList();
    Partitions partitions = new Partitions(owners);
    LocalMetadataStore store = new LocalMetadataStore(controllerShard, LOG_DIR, config.nodeId());
    controller = new Controller(controllerShard, store, config, CLUSTER_ID);
    controller.addListener(new HostedTopics(partitions, LOG_DIR));
    client = new ControllerClient(controllerShard, controller);
    ApiHandlers handlers =
        new ApiHandlers(
            config,
            this::image,
            TestBroker::listenerOf,
            partitions,
            client,
            asker -> logDirs,
            process.shards());
    List<ApiHandler<?>> all = new ArrayList<>(handlers.all());
    all.add(new ProduceHandler(this::image, partitions));
    apis = new ApiTable(all);
    await(controller::open);
    register(ID, "localhost");
    LISTENERS.keySet().forEach(this::listen);
  }

  TestBroker() {
    this(Map.of());
  }

  private static String listenerOf(Connection connection) {
    return LISTENERS.get(connection.localAddress().getPort());
  }

  ClusterImage image() {
    return controller.image();
  }

  /** What the broker is to find in its log directories. */
  void logDirs(CompletionStage<List<LogDir>> found) {
    logDirs = found;
  }

  private void listen(int port) {
    await(
        () ->
            process
                .transport()
                .listen(
                    SimulatedNetwork.address(port),
                    connection -> new RequestDispatcher(apis, connection)));
  }

  /** Adds a broker to the cluster, reachable through all listeners. */
  void register(int brokerId, String host) {
    register(brokerId, host, List.copyOf(LISTENERS.values()));
  }

  /** Adds a broker to the cluster that has these listeners. */
  void register(int brokerId, String host, List<String> listeners) {
    BrokerRegistrationRequest request =
        new BrokerRegistrationRequest()
            .brokerId(brokerId)
            .clusterId(CLUSTER_ID)
            .rack("rack-" + brokerId)
            .logDirs(List.of(new Uuid(brokerId, 100)))
            .listeners(
                listeners.stream().map(n -> new Listener().name(n).host(host).port(9092)).toList());
    long epoch = command(new Command.RegisterBroker(request)).brokerEpoch();
    beat(brokerId, epoch, false);
  }

  /** Takes a broker out of service. */
  void fence(int brokerId) {
    beat(brokerId, image().brokers().get(brokerId).epoch(), true);
  }

  private void beat(int brokerId, long epoch, boolean wantFence) {
    command(
        new Command.BrokerHeartbeat(
            new BrokerHeartbeatRequest()
                .brokerId(brokerId)
                .brokerEpoch(epoch)
                .wantFence(wantFence)));
  }

  /** Has the controller stop, as when its disk has failed. */
  void stopController() {
    await(controller::close);
  }

  private <R> R command(Command<R> command) {
    return await(() -> client.submit(controllerShard, command));
  }

  /** A client at the listener PLAINTEXT. */
  TestClient connect() {
    return connect(9092);
  }

  TestClient connect(int port) {
    return new TestClient(world, port);
  }

  private <T> T await(Supplier<? extends CompletionStage<T>> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    controllerShard.execute(
        () ->
            task.get()
                .whenComplete(
                    (value, failure) -> {
                      if (failure == null) {
                        result.complete(value);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
    assertThat(world.runUntil(result::isDone, PATIENCE_NS)).isTrue();
    return result.join();
  }
}
