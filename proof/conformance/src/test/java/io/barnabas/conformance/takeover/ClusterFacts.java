package io.barnabas.conformance.takeover;

import static io.barnabas.conformance.takeover.KafkaLife.get;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * What an official admin client learns of a cluster that must be the same before and after.
 *
 * @param topicIds by name
 * @param configs what was set at run time, by resource
 * @param offsets log start and log end offset of each partition
 * @param committed offsets of groups
 */
record ClusterFacts(
    String clusterId,
    Map<String, String> topicIds,
    Map<String, Map<String, String>> configs,
    Map<String, List<Long>> offsets,
    Map<String, Map<String, Long>> committed,
    List<KafkaLife.Seen> records) {
  private static final List<String> TOPICS = List.of("plain", "compacted", "again");

  static ClusterFacts of(KafkaLife life, List<String> groups) {
    Admin admin = life.admin();
    Map<String, Map<String, Long>> committed = new TreeMap<>();
    groups.forEach(group -> committed.put(group, committed(admin, group)));
    return new ClusterFacts(
        get(admin.describeCluster().clusterId()),
        topicIds(admin),
        configs(admin),
        offsets(admin),
        committed,
        life.readAll(partitions(admin)));
  }

  static List<TopicPartition> partitions(Admin admin) {
    List<TopicPartition> partitions = new ArrayList<>();
    get(admin.describeTopics(TOPICS).allTopicNames())
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(p -> partitions.add(new TopicPartition(name, p.partition()))));
    return partitions;
  }

  private static Map<String, String> topicIds(Admin admin) {
    Map<String, String> ids = new TreeMap<>();
    get(admin.describeTopics(TOPICS).allTopicNames())
        .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
    return ids;
  }

  private static Map<String, Map<String, String>> configs(Admin admin) {
    List<ConfigResource> resources = new ArrayList<>();
    TOPICS.forEach(name -> resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name)));
    resources.add(new ConfigResource(ConfigResource.Type.BROKER, "1"));
    resources.add(new ConfigResource(ConfigResource.Type.BROKER, ""));
    Map<String, Map<String, String>> configs = new TreeMap<>();
    get(admin.describeConfigs(resources).all())
        .forEach((resource, config) -> configs.put(resource.toString(), setAtRunTime(config)));
    return configs;
  }

  private static Map<String, String> setAtRunTime(Config config) {
    return config.entries().stream()
        .filter(
            entry ->
                entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG
                    || entry.source() == ConfigSource.DYNAMIC_BROKER_CONFIG
                    || entry.source() == ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG)
        .collect(
            Collectors.toMap(
                entry -> entry.source() + " " + entry.name(),
                entry -> entry.value(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static Map<String, List<Long>> offsets(Admin admin) {
    Map<String, List<Long>> offsets = new TreeMap<>();
    for (OffsetSpec spec : List.of(OffsetSpec.earliest(), OffsetSpec.latest())) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      partitions(admin).forEach(partition -> wanted.put(partition, spec));
      get(admin.listOffsets(wanted).all())
          .forEach(
              (partition, found) ->
                  offsets
                      .computeIfAbsent(partition.toString(), _ -> new ArrayList<>())
                      .add(found.offset()));
    }
    return offsets;
  }

  private static Map<String, Long> committed(Admin admin, String group) {
    Map<String, Long> committed = new TreeMap<>();
    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach((partition, offset) -> committed.put(partition.toString(), offset.offset()));
    return committed;
  }
}
