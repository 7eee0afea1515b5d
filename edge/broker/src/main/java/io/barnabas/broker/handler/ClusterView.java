package io.barnabas.broker.handler;

import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.BrokerRegistration.Endpoint;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.protocol.ErrorCode;
import java.util.List;

/**
 * The cluster as it looks through one listener: a broker without that listener can't be reached by
 * the client who asks.
 */
public record ClusterView(ClusterImage image, String listener) {
  private static final int NONE = -1;

  /** A broker and where this client reaches it. */
  public record Node(BrokerRegistration broker, Endpoint endpoint) {}

  /** The brokers that work and can be reached, ordered by id. */
  public List<Node> nodes() {
    return allNodes().stream().filter(node -> !node.broker().isFenced()).toList();
  }

  /** The brokers that can be reached if they work, ordered by id. */
  List<Node> allNodes() {
    return image.brokers().values().stream()
        .flatMap(
            broker ->
                broker.endpoints().stream()
                    .filter(endpoint -> endpoint.listener().equals(listener))
                    .map(endpoint -> new Node(broker, endpoint)))
        .toList();
  }

  /**
   * The node that clients may send to the controller's APIs: any broker forwards, so the first that
   * works; -1 where none does.
   */
  int controllerId() {
    List<Node> nodes = nodes();
    return nodes.isEmpty() ? NONE : nodes.getFirst().broker().id();
  }

  /** Whether clients of this listener reach a broker now. */
  boolean isReachable(int brokerId) {
    BrokerRegistration broker = image.brokers().get(brokerId);
    return isWorking(brokerId) && broker != null && broker.endpoint(listener) != null;
  }

  private boolean isWorking(int brokerId) {
    BrokerRegistration broker = image.brokers().get(brokerId);
    return broker != null && !broker.isFenced();
  }

  /** The partition's leader, -1 where there is none that can be reached. */
  public int leaderOf(PartitionImage partition) {
    return isReachable(partition.leader()) ? partition.leader() : NONE;
  }

  /** Why {@link #leaderOf} is -1, or NONE. */
  ErrorCode leaderError(PartitionImage partition) {
    if (isReachable(partition.leader())) {
      return ErrorCode.NONE;
    }
    return isWorking(partition.leader())
        ? ErrorCode.LISTENER_NOT_FOUND
        : ErrorCode.LEADER_NOT_AVAILABLE;
  }

  /** The replicas whose broker does not work. */
  List<Integer> offlineReplicas(PartitionImage partition) {
    return partition.replicas().stream().filter(id -> !isWorking(id)).toList();
  }
}
