package io.barnabas.metadata.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker's configs, checked and typed. Immutable: a change at run time makes a new one, by {@link
 * #withDynamic}.
 */
public final class BrokerConfig {
  private static final int UNASSIGNED_BROKER_ID = -1;

  private final HostDefaults host;
  private final ConfigLayers layers;
  private final ConfigValues values;
  private final Listeners listeners;
  private final int nodeId;

  private BrokerConfig(HostDefaults host, ConfigLayers layers) {
    this.host = host;
    this.layers = layers;
    Map<String, String> hostDefaults = host.byName();
    this.values =
        ConfigValues.parse(
            ConfigTable.BROKER,
            name -> {
              String text = layers.text(name);
              return text != null ? text : hostDefaults.get(name);
            });
    this.listeners = Listeners.from(layers, values);
    this.nodeId = nodeId(layers, values);
  }

  /**
   * Reads what a properties file, and what overrides it, set.
   *
   * @throws InvalidConfigException for the first bad value, or values that do not agree
   */
  public static BrokerConfig parse(Map<String, String> properties, HostDefaults host) {
    return new BrokerConfig(host, ConfigLayers.ofStatics(properties));
  }

  /** The same file with what was set at run time, for this broker and for all, above it. */
  public BrokerConfig withDynamic(
      Map<String, String> dynamicBroker, Map<String, String> dynamicDefault) {
    return new BrokerConfig(
        host, new ConfigLayers(dynamicBroker, dynamicDefault, layers.statics()));
  }

  /** The same file with this node id, for one that does not say {@link #namesNode}. */
  public BrokerConfig withNodeId(int id) {
    Map<String, String> statics = new HashMap<>(layers.statics());
    statics.remove("broker.id");
    statics.put("node.id", Integer.toString(id));
    return new BrokerConfig(
        host, new ConfigLayers(layers.dynamicBroker(), layers.dynamicDefault(), statics));
  }

  /** Whether the file says which node this is, rather than leaving it to the default. */
  public boolean namesNode() {
    Object broker = values.find("broker.id");
    return layers.text("node.id") != null
        || (broker != null && !broker.equals(UNASSIGNED_BROKER_ID));
  }

  private static int nodeId(ConfigLayers layers, ConfigValues values) {
    int node = values.intOf("node.id");
    Object broker = values.find("broker.id");
    if (broker == null || broker.equals(UNASSIGNED_BROKER_ID)) {
      return node;
    }
    if (layers.text("node.id") != null && !broker.equals(node)) {
      throw new InvalidConfigException(
          "node.id is " + node + " but broker.id is " + broker + ": they must be the same");
    }
    return (Integer) broker;
  }

  /** What was set, layer by layer. */
  public ConfigLayers layers() {
    return layers;
  }

  /** {@code node.id}, else {@code broker.id}, else 1. */
  public int nodeId() {
    return nodeId;
  }

  /** The rack or zone, null where none is set. */
  public @Nullable String rack() {
    return (String) values.find("broker.rack");
  }

  public Listeners listeners() {
    return listeners;
  }

  public SocketConfig sockets() {
    return new SocketConfig(values);
  }

  public StorageConfig storage() {
    return new StorageConfig(values);
  }

  public CoordinatorConfig coordinator() {
    return new CoordinatorConfig(values);
  }

  /** The configs of a topic that sets none of its own. */
  public TopicConfig topicDefaults() {
    return TopicConfig.resolve(layers, Map.of());
  }

  /** Event loops, each with its share of connections and partitions: one a core by default. */
  public int numNetworkThreads() {
    return values.intOf("num.network.threads");
  }

  /** Threads for disk work. */
  public int numIoThreads() {
    return values.intOf("num.io.threads");
  }

  /** Partitions of a topic created without a number of them. */
  public int numPartitions() {
    return values.intOf("num.partitions");
  }

  /** Replicas of a topic created without a number of them. */
  public int defaultReplicationFactor() {
    return values.intOf("default.replication.factor");
  }

  public boolean autoCreateTopicsEnable() {
    return values.booleanOf("auto.create.topics.enable");
  }

  public boolean deleteTopicEnable() {
    return values.booleanOf("delete.topic.enable");
  }

  /** The most one fetch answers, whatever the client asks for. */
  public int fetchMaxBytes() {
    return values.intOf("fetch.max.bytes");
  }

  /** Incremental fetch sessions that are remembered (KIP-227). */
  public int maxIncrementalFetchSessionCacheSlots() {
    return values.intOf("max.incremental.fetch.session.cache.slots");
  }

  /** Partitions in one answer to DescribeTopicPartitions (KIP-966). */
  public int maxRequestPartitionSizeLimit() {
    return values.intOf("max.request.partition.size.limit");
  }

  /** One line for each thing in the file that is not as it seems, for the start-up log. */
  public List<String> warnings() {
    return ConfigWarnings.of(layers.statics());
  }

  /** The default of a config in this process, null where it has none. */
  @Nullable String defaultText(ConfigKey key) {
    String text = host.byName().get(key.name());
    return text != null ? text : key.defaultValue();
  }
}
