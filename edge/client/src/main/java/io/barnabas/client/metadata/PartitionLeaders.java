package io.barnabas.client.metadata;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers who leads the partitions of the topics in use, and asks again when told to. */
public final class PartitionLeaders {
  private final Cluster cluster;
  private final boolean autoCreate;
  private final Attempts attempts;
  private final Map<String, TopicView> topics = new HashMap<>();

  /**
   * @param autoCreate whether asking for a topic may create it, if the broker is configured so
   */
  public PartitionLeaders(Cluster cluster, boolean autoCreate) {
    this.cluster = cluster;
    this.autoCreate = autoCreate;
    this.attempts = Attempts.forBootstrap(cluster.config());
  }

  /**
   * A topic and its partitions; waits a little for one that is just being created.
   *
   * @throws ClientException if there is no such topic
   */
  public TopicView topic(String name) {
    TopicView known = topics.get(name);
    if (known != null) {
      return known;
    }
    try {
      return attempts.repeat(() -> ask(name));
    } catch (ServerErrorException e) {
      throw e.code() == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION ? noSuchTopic(name) : e;
    }
  }

  private static ClientException noSuchTopic(String name) {
    return new ClientException("there is no topic '" + name + "', and the broker creates none");
  }

  private TopicView ask(String name) {
    TopicView topic = cluster.describeTopics(List.of(name), autoCreate).topic(name);
    if (topic == null) {
      throw new ClientException("the broker told nothing about the topic '" + name + "'");
    }
    if (topic.error() == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION && !autoCreate) {
      throw noSuchTopic(name);
    }
    ServerErrorException.check(topic.error().code(), null);
    topics.put(name, topic);
    return topic;
  }

  /**
   * The id of the broker that leads a partition.
   *
   * @throws ServerErrorException LEADER_NOT_AVAILABLE if none does; what was known is forgotten
   * @throws ClientException if the topic has no such partition
   */
  public int leaderOf(TopicPartition partition) {
    PartitionView view = view(partition);
    if (!view.hasLeader()) {
      forget(partition.topic());
      throw ServerErrorException.of(
          ErrorCode.LEADER_NOT_AVAILABLE.code(), partition + " has no leader at the moment");
    }
    return view.leaderId();
  }

  private PartitionView view(TopicPartition partition) {
    TopicView topic = topic(partition.topic());
    if (partition.partition() < 0 || partition.partition() >= topic.partitions().size()) {
      throw new ClientException(
          "topic '%s' has partitions 0 to %d, and no %d"
              .formatted(topic.name(), topic.partitions().size() - 1, partition.partition()));
    }
    return topic.partitions().get(partition.partition());
  }

  /** Makes the next question about the topic go to a broker. */
  public void forget(String topic) {
    topics.remove(topic);
  }
}
