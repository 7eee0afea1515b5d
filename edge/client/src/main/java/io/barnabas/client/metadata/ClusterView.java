package io.barnabas.client.metadata;

import io.barnabas.client.ClientException;
import java.util.Collection;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The cluster at one moment. Immutable.
 *
 * @param clusterId null if the broker did not tell
 * @param controllerId the broker that takes administrative requests, -1 if unknown
 * @param topics those asked for, by name
 */
public record ClusterView(
    @Nullable String clusterId,
    int controllerId,
    SequencedMap<Integer, Node> nodes,
    Map<String, TopicView> topics) {

  /**
   * The broker of an id.
   *
   * @throws ClientException if the cluster has none
   */
  public Node node(int id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new ClientException(
          "there is no broker " + id + " at the moment; there are " + nodes.keySet());
    }
    return node;
  }

  /** The topic's description, null if it was not asked for. */
  public @Nullable TopicView topic(String name) {
    return topics.get(name);
  }

  public Collection<TopicView> allTopics() {
    return topics.values();
  }
}
