package io.barnabas.cli.rehearsal;

import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.admin.NewTopic;
import io.barnabas.client.admin.TopicAdmin;
import io.barnabas.client.metadata.PartitionView;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.client.network.BrokerConnection;
import java.util.List;

/** Plays all scenes against a broker. */
final class Scenes {
  /**
   * So many requests have the second compiler compile what they pass through in the rehearsal
   * already: a cache then tells it to do so early. With a fifth of it a broker was a quarter slower
   * in its first minute.
   */
  static final int ENOUGH = 100_000;

  private static final int PARTITIONS = 4;
  private static final int PATIENCE_SECONDS = 10;

  private final Cluster cluster;
  private final int times;

  /**
   * @param times how many requests of the frequent kinds are sent
   */
  Scenes(Cluster cluster, int times) {
    this.cluster = cluster;
    this.times = times;
  }

  /**
   * Plays.
   *
   * @throws ClientException if a request fails
   */
  void play() {
    TopicView singles = create("rehearsal-singles");
    TopicView batches = create("rehearsal-batches");
    List<BrokerConnection> connections = List.of(connect(), connect());
    BrokerConnection first = connections.getFirst();
    new ProduceScene(first, times).play(singles, batches);
    new FetchScene(first, times).play(batches);
    new FollowScene(first, connections.getLast(), times / 16).play(singles);
    new GroupScene(cluster, times).play(singles);
    connections.forEach(BrokerConnection::close);
  }

  private BrokerConnection connect() {
    return BrokerConnection.open(cluster.anyConnection().address(), cluster.config());
  }

  private TopicView create(String name) {
    new TopicAdmin(cluster).create(NewTopic.of(name, PARTITIONS, 1));
    for (int attempt = 0; attempt < PATIENCE_SECONDS * 100; attempt++) {
      TopicView topic = cluster.describeTopics(List.of(name), false).topic(name);
      if (topic != null
          && topic.partitions().size() == PARTITIONS
          && topic.partitions().stream().allMatch(PartitionView::hasLeader)) {
        return topic;
      }
      pause();
    }
    throw new ClientException("the topic " + name + " gets no leaders");
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted");
    }
  }
}
