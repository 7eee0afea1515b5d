package io.barnabas.cli.rehearsal;

import io.barnabas.client.Attempts;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.NewTopic;
import io.barnabas.client.admin.TopicAdmin;
import io.barnabas.client.metadata.PartitionLeaders;
import io.barnabas.client.metadata.TopicView;
import io.barnabas.client.network.BrokerConnection;

/** Plays all scenes against a broker. */
final class Scenes {
  /**
   * So many requests have the second compiler compile what they pass through in the rehearsal
   * already: a cache then tells it to do so early. With a fifth of them fetches and pipelined
   * single records were a tenth slower.
   */
  static final int ENOUGH = 100_000;

  private static final int PARTITIONS = 4;

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
    try (BrokerConnection first = connect();
        BrokerConnection second = connect()) {
      new ProduceScene(first, times).play(singles, batches);
      new FetchScene(first, times).play(batches);
      new FollowScene(first, second, times / 16).play(singles);
      new GroupScene(cluster, times).play(singles);
    }
  }

  private BrokerConnection connect() {
    return BrokerConnection.open(cluster.anyConnection().address(), cluster.config());
  }

  private TopicView create(String name) {
    new TopicAdmin(cluster).create(NewTopic.of(name, PARTITIONS, 1));
    PartitionLeaders leaders = new PartitionLeaders(cluster, true);
    return Attempts.of(cluster.config()).repeat(() -> led(name, leaders));
  }

  /** The topic, once all its partitions have leaders. */
  private static TopicView led(String name, PartitionLeaders leaders) {
    TopicView topic = leaders.topic(name);
    topic.partitions().forEach(one -> leaders.leaderOf(new TopicPartition(name, one.index())));
    return topic;
  }
}
