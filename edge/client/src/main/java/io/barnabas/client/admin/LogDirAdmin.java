package io.barnabas.client.admin;

import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.message.DescribeLogDirsRequest;
import io.barnabas.protocol.message.DescribeLogDirsResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Map<TopicPartition, Long> partitionBytes = new HashMap<>();
    for (DescribeLogDirsResponse.DescribeLogDirsTopic topic : result.topics()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  partitionBytes.put(
                      new TopicPartition(topic.name(), partition.partitionIndex()),
                      partition.partitionSize()));
    }
    return new LogDir(
        result.logDir(),
        ServerErrorException.codeOf(result.errorCode()),
        partitionBytes,
        result.usableBytes());
  }
}
