package io.barnabas.conformance.client;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An admin client of one release. Every method waits for its answer and throws {@link
 * RefusedException} if that is an error. "Since" is when a method is known to the client.
 */
public interface OfficialAdmin extends AutoCloseable {
  void createTopic(String name, int partitions, int replicationFactor, Map<String, String> configs);

  /** Creates nothing; says only whether it could. */
  void validateTopic(String name, int partitions, int replicationFactor);

  /** Creates a topic with the brokers of each partition told. */
  void createAssignedTopic(String name, Map<Integer, List<Integer>> replicas);

  void deleteTopic(String name);

  Set<String> topicNames();

  /** Leader, replicas and in-sync replicas of every partition. */
  Map<Integer, PartitionState> describeTopic(String name);

  /** The brokers' addresses, as host:port. */
  Set<String> brokerAddresses();

  String clusterId();

  Map<String, ConfigValue> topicConfigs(String name);

  Map<String, ConfigValue> brokerConfigs(String brokerId);

  /** Replaces a topic's configs by these; until {@link Release#V3_9}. */
  void replaceTopicConfigs(String name, Map<String, String> configs);

  /** Sets one config of a topic, or removes it for null; since {@link Release#V2_8}. */
  void changeTopicConfig(String name, String config, @Nullable String to);

  /** Since {@link Release#V1_0}. */
  void growTopic(String name, int partitions);

  /**
   * Deletes what is before the offset and gives the new start; since {@link Release#V2_8}.
   *
   * @param beforeOffset -1 for all that consumers can see
   */
  long deleteRecords(String topic, int partition, long beforeOffset);

  /**
   * Since {@link Release#V2_8}.
   *
   * @param timestampMs a time, -1 for the end or -2 for the start
   */
  long offsetAt(String topic, int partition, long timestampMs);

  /** Sizes of the partitions of all log dirs, by {@code topic-N}; since {@link Release#V2_8}. */
  Map<String, Long> partitionSizes(int brokerId);

  /** The ids of the idempotent producers that wrote lately; since {@link Release#V3_0}. */
  List<Long> producerIds(String topic, int partition);

  @Override
  void close();
}
