package io.barnabas.client;

import io.barnabas.client.metadata.ClusterView;
import io.barnabas.client.metadata.MetadataReading;
import io.barnabas.client.metadata.Node;
import io.barnabas.client.network.BrokerAddress;
import io.barnabas.client.network.BrokerConnection;
import io.barnabas.client.network.ConnectionException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as clients reach it: finds its brokers, keeps connections to them, and knows who leads
 * what. Opens nothing until it is asked something. For one thread.
 */
public final class Cluster implements AutoCloseable {
  private final ClientConfig config;
  private final Map<BrokerAddress, BrokerConnection> connections = new HashMap<>();
  private @Nullable ClusterView view;

  public Cluster(ClientConfig config) {
    this.config = config;
  }

  public ClientConfig config() {
    return config;
  }

  /** The cluster's brokers and controller, from memory if they are known. */
  public ClusterView view() {
    ClusterView known = view;
    return known == null ? describe(MetadataReading.of(List.of(), false)) : known;
  }

  /** Asks for the brokers again. */
  public void refresh() {
    describe(MetadataReading.of(List.of(), false));
  }

  /** Asks for all topics. */
  public ClusterView describeAllTopics() {
    return describe(MetadataReading.ofAllTopics());
  }

  /**
   * Asks for some topics.
   *
   * @param autoCreate whether the broker may create what is not there
   */
  public ClusterView describeTopics(Collection<String> topics, boolean autoCreate) {
    return describe(MetadataReading.of(topics, autoCreate));
  }

  private ClusterView describe(MetadataRequest request) {
    MetadataResponse response = askAny(request, MetadataResponse.class);
    ClusterView described = MetadataReading.clusterOf(response);
    view = described;
    return described;
  }

  /** Asks whichever broker answers. */
  public <R extends Message> R askAny(Message request, Class<R> answerType) {
    return Attempts.forBootstrap(config).repeat(() -> anyConnection().ask(request, answerType));
  }

  /** Asks the broker that administrative requests go to. */
  public <R extends Message> R askController(Message request, Class<R> answerType) {
    int controller = view().controllerId();
    return controller < 0 ? askAny(request, answerType) : ask(controller, request, answerType);
  }

  /** Asks one broker. */
  public <R extends Message> R ask(int nodeId, Message request, Class<R> answerType) {
    return connection(nodeId).ask(request, answerType);
  }

  /**
   * The connection to a broker, opened if there is none.
   *
   * @throws ConnectionException if it can't be reached
   */
  public BrokerConnection connection(int nodeId) {
    return connection(view().node(nodeId).address());
  }

  /**
   * A connection to some broker; one that is open is preferred.
   *
   * @throws ConnectionException if none can be reached: the failure of the first one tried
   */
  public BrokerConnection anyConnection() {
    ConnectionException firstFailure = null;
    for (BrokerAddress address : candidates()) {
      try {
        return connection(address);
      } catch (ConnectionException e) {
        firstFailure = firstFailure == null ? e : firstFailure;
      }
    }
    if (firstFailure == null) {
      throw new IllegalStateException("no bootstrap servers");
    }
    throw firstFailure;
  }

  private SequencedSet<BrokerAddress> candidates() {
    SequencedSet<BrokerAddress> candidates = new LinkedHashSet<>();
    connections.values().stream()
        .filter(BrokerConnection::isOpen)
        .map(BrokerConnection::address)
        .forEach(candidates::add);
    candidates.addAll(config.bootstrapServers());
    if (view != null) {
      SequencedMap<Integer, Node> nodes = view.nodes();
      nodes.values().forEach(node -> candidates.add(node.address()));
    }
    return candidates;
  }

  private BrokerConnection connection(BrokerAddress address) {
    BrokerConnection known = connections.get(address);
    if (known != null && known.isOpen()) {
      return known;
    }
    BrokerConnection opened = BrokerConnection.open(address, config);
    connections.put(address, opened);
    return opened;
  }

  @Override
  public void close() {
    connections.values().forEach(BrokerConnection::close);
  }
}
