package io.barnabas.broker.handler;

import io.barnabas.log.TopicPartition;
import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.BrokerRegistration.Endpoint;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.PartitionImage;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ErrorCode;
import java.util.List;
import java.util.Set;

/**
 * The cluster as it looks through one listener: a broker without that listener can't be reached by
 * the client who asks.
 *
 * @param offline the partitions of this broker whose logs can't be had
 */
public record ClusterView(ClusterImage image, String listener, Set<TopicPartition> offline) {
  private static final int NONE = -1;

  /** For answers that are not about partitions. */
  public ClusterView(ClusterImage image, String listener) {
    this(image, listener, Set.of());
  }

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

  /**
   * A partition as clients are to see it: without leader where its log can't be had, because the
   * only replica is this broker's.
   */
  PartitionView partition(TopicImage topic, int index) {
    PartitionImage partition = topic.partitions().get(index);
    // Most of the time there are none, and an answer may have many thousand partitions.
    boolean isOffline =
        !offline.isEmpty() && offline.contains(new TopicPartition(topic.name(), index));
    return isOffline
        ? new PartitionView(NONE, ErrorCode.LEADER_NOT_AVAILABLE, partition.replicas())
        : new PartitionView(
            leaderOf(partition), leaderError(partition), offlineReplicas(partition));
  }

  /**
   * What clients are told of a partition's leader.
   *
   * @param leader -1 where there is none that can be reached
   * @param error why, or NONE
   */
  record PartitionView(int leader, ErrorCode error, List<Integer> offlineReplicas) {}

  /** The partition's leader, -1 where there is none that can be reached. */
  public int leaderOf(PartitionImage partition) {
    return isReachable(partition.leader()) ? partition.leader() : NONE;
  }

  /** Why {@link #leaderOf} is -1, or NONE. */
  private ErrorCode leaderError(PartitionImage partition) {
    if (isReachable(partition.leader())) {
      return ErrorCode.NONE;
    }
    return isWorking(partition.leader())
        ? ErrorCode.LISTENER_NOT_FOUND
        : ErrorCode.LEADER_NOT_AVAILABLE;
  }

  /** The replicas whose broker does not work. */
  private List<Integer> offlineReplicas(PartitionImage partition) {
    return partition.replicas().stream().filter(id -> !isWorking(id)).toList();
  }
}
