package io.barnabas.conformance.adapter;

import io.barnabas.conformance.client.ConfigValue;
import io.barnabas.conformance.client.OfficialAdmin;
import io.barnabas.conformance.client.PartitionState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** An admin client; {@code LaterAdmin} has the calls that came after 0.11. */
final class AdminAdapter implements OfficialAdmin {
  private final AdminClient admin;

  AdminAdapter(AdminClient admin) {
    this.admin = admin;
  }

  @Override
  public void createTopic(
      String name, int partitions, int replicationFactor, Map<String, String> configs) {
    NewTopic topic = new NewTopic(name, partitions, (short) replicationFactor).configs(configs);
    Waiting.forResult(admin.createTopics(Set.of(topic)).all());
  }

  @Override
  public void validateTopic(String name, int partitions, int replicationFactor) {
    NewTopic topic = new NewTopic(name, partitions, (short) replicationFactor);
    CreateTopicsOptions options = new CreateTopicsOptions().validateOnly(true);
    Waiting.forResult(admin.createTopics(Set.of(topic), options).all());
  }

  @Override
  public void createAssignedTopic(String name, Map<Integer, List<Integer>> replicas) {
    Waiting.forResult(admin.createTopics(Set.of(new NewTopic(name, replicas))).all());
  }

  @Override
  public void deleteTopic(String name) {
    Waiting.forResult(admin.deleteTopics(Set.of(name)).all());
  }

  @Override
  public Set<String> topicNames() {
    return new TreeSet<>(Waiting.forResult(admin.listTopics().names()));
  }

  @Override
  public Map<Integer, PartitionState> describeTopic(String name) {
    Map<Integer, PartitionState> partitions = new TreeMap<>();
    for (TopicPartitionInfo partition : TopicDescriptions.of(admin, name).partitions()) {
      partitions.put(
          partition.partition(),
          new PartitionState(
              partition.leader().id(), ids(partition.replicas()), ids(partition.isr())));
    }
    return partitions;
  }

  @Override
  public Set<String> brokerAddresses() {
    Set<String> addresses = new TreeSet<>();
    for (Node node : Waiting.forResult(admin.describeCluster().nodes())) {
      addresses.add(node.host() + ":" + node.port());
    }
    return addresses;
  }

  @Override
  public String clusterId() {
    return Waiting.forResult(admin.describeCluster().clusterId());
  }

  @Override
  public Map<String, ConfigValue> topicConfigs(String name) {
    return configs(new ConfigResource(ConfigResource.Type.TOPIC, name));
  }

  @Override
  public Map<String, ConfigValue> brokerConfigs(String brokerId) {
    return configs(new ConfigResource(ConfigResource.Type.BROKER, brokerId));
  }

  @Override
  public void replaceTopicConfigs(String name, Map<String, String> configs) {
    ReplacedConfigs.replace(admin, new ConfigResource(ConfigResource.Type.TOPIC, name), configs);
  }

  @Override
  public void changeTopicConfig(String name, String config, @Nullable String to) {
    LaterAdmin.changeConfig(admin, new ConfigResource(ConfigResource.Type.TOPIC, name), config, to);
  }

  @Override
  public void growTopic(String name, int partitions) {
    LaterAdmin.grow(admin, name, partitions);
  }

  @Override
  public long deleteRecords(String topic, int partition, long beforeOffset) {
    return LaterAdmin.deleteRecords(admin, topic, partition, beforeOffset);
  }

  @Override
  public long offsetAt(String topic, int partition, long timestampMs) {
    return LaterAdmin.offsetAt(admin, topic, partition, timestampMs);
  }

  @Override
  public Map<String, Long> partitionSizes(int brokerId) {
    return LaterAdmin.partitionSizes(admin, brokerId);
  }

  @Override
  public List<Long> producerIds(String topic, int partition) {
    return LaterAdmin.producerIds(admin, topic, partition);
  }

  @Override
  public void close() {
    admin.close();
  }

  private Map<String, ConfigValue> configs(ConfigResource resource) {
    Map<String, ConfigValue> configs = new HashMap<>();
    for (ConfigEntry entry :
        Waiting.forResult(admin.describeConfigs(Set.of(resource)).all()).get(resource).entries()) {
      configs.put(
          entry.name(), new ConfigValue(entry.value(), entry.isDefault(), entry.isReadOnly()));
    }
    return configs;
  }

  private static List<Integer> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }
}
