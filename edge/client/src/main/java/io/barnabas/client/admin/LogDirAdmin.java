package io.barnabas.client.admin;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.message.DescribeLogDirsRequest;
import io.barnabas.protocol.message.DescribeLogDirsResponse;
import java.util.Comparator;
import java.util.List;

/** Tells what lies in the log directories of a broker. */
public final class LogDirAdmin {
  private final Cluster cluster;

  public LogDirAdmin(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The log directories of one broker, with all their partitions. */
  public List<LogDir> describe(int brokerId) {
    DescribeLogDirsResponse response =
        cluster.ask(
            brokerId, new DescribeLogDirsRequest().topics(null), DescribeLogDirsResponse.class);
    ServerErrorException.check(response.errorCode(), null);
    return response.results().stream().map(LogDirAdmin::logDirOf).toList();
  }

  private static LogDir logDirOf(DescribeLogDirsResponse.DescribeLogDirsResult result) {
    List<LogDir.Replica> replicas =
        result.topics().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(partition -> replicaOf(topic.name(), partition)))
            .sorted(Comparator.comparing(LogDir.Replica::partition))
            .toList();
    return new LogDir(
        result.logDir(),
        ServerErrorException.codeOf(result.errorCode()),
        replicas,
        result.usableBytes());
  }

  private static LogDir.Replica replicaOf(
      String topic, DescribeLogDirsResponse.DescribeLogDirsPartition partition) {
    return new LogDir.Replica(
        new TopicPartition(topic, partition.partitionIndex()),
        partition.partitionSize(),
        partition.offsetLag(),
        partition.isFutureKey());
  }
}
