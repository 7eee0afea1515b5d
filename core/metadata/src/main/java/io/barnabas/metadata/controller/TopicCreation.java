package io.barnabas.metadata.controller;

import io.barnabas.environment.Randomness;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.ConfigDescription;
import io.barnabas.metadata.config.ConfigEntry;
import io.barnabas.metadata.config.ConfigRules;
import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.CreateTopicsRequest;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopic;
import io.barnabas.protocol.message.CreateTopicsRequest.CreatableTopicConfig;
import io.barnabas.protocol.message.CreateTopicsResponse;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicConfigs;
import io.barnabas.protocol.message.CreateTopicsResponse.CreatableTopicResult;
import io.barnabas.protocol.metadata.ConfigRecord;
import io.barnabas.protocol.metadata.TopicRecord;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Decides CreateTopics. */
final class TopicCreation {
  private static final int DEFAULT = -1;

  /** Kafka's limit on what one request may ask for. */
  static final int MAX_PARTITIONS_PER_REQUEST = 10_000;

  private final BrokerConfig broker;
  private final Randomness randomness;
  private final TopicAssignment assignment;

  TopicCreation(BrokerConfig broker, Randomness randomness) {
    this.broker = broker;
    this.randomness = randomness;
    this.assignment = new TopicAssignment(broker, randomness);
  }

  ControllerResult<CreateTopicsResponse> decide(ClusterImage image, CreateTopicsRequest request) {
    ClusterImage seen = image;
    List<Message> records = new ArrayList<>();
    List<CreatableTopicResult> results = new ArrayList<>();
    boolean isTooMuch = countPartitions(request) > MAX_PARTITIONS_PER_REQUEST;
    List<String> names = request.topics().stream().map(CreatableTopic::name).toList();
    List<String> repeated = Repetition.in(names);
    for (CreatableTopic topic : request.topics()) {
      try {
        refuse(isTooMuch, repeated.contains(topic.name()));
        NewTopic created = create(seen, topic);
        seen = created.after();
        records.addAll(created.records());
        results.add(created.result());
      } catch (RefusedException e) {
        results.add(failed(topic, e));
      }
    }
    if (request.validateOnly()) {
      records.clear();
      results.forEach(result -> result.topicId(Uuid.ZERO));
    }
    return new ControllerResult<>(records, new CreateTopicsResponse().topics(results));
  }

  private long countPartitions(CreateTopicsRequest request) {
    long partitions = 0;
    for (CreatableTopic topic : request.topics()) {
      int asked = topic.numPartitions() == DEFAULT ? broker.numPartitions() : topic.numPartitions();
      partitions += topic.assignments().isEmpty() ? Math.max(0, asked) : topic.assignments().size();
    }
    return partitions;
  }

  private static void refuse(boolean isTooMuch, boolean isRepeated) {
    if (isTooMuch) {
      throw new RefusedException(
          ErrorCode.POLICY_VIOLATION,
          "Excessively large number of partitions per request: the limit is "
              + MAX_PARTITIONS_PER_REQUEST);
    }
    if (isRepeated) {
      throw new RefusedException(ErrorCode.INVALID_REQUEST, "Duplicate topic name.");
    }
  }

  private record NewTopic(ClusterImage after, List<Message> records, CreatableTopicResult result) {}

  private NewTopic create(ClusterImage image, CreatableTopic topic) {
    TopicNames.check(topic.name(), image.topics());
    BrokerConfig effective = EffectiveConfig.of(broker, image);
    Map<String, String> configs = configs(topic, effective);
    List<List<Integer>> replicas = assignment.of(image, topic);
    UUID random = randomness.nextUuid();
    Uuid id = new Uuid(random.getMostSignificantBits(), random.getLeastSignificantBits());
    List<Message> records = new ArrayList<>();
    records.add(new TopicRecord().name(topic.name()).topicId(id));
    configs.forEach((name, value) -> records.add(configRecord(topic.name(), name, value)));
    records.addAll(NewPartitions.records(image, id, 0, replicas));
    ImageDelta delta = new ImageDelta(image);
    records.forEach(delta::replay);
    CreatableTopicResult result =
        new CreatableTopicResult()
            .name(topic.name())
            .topicId(id)
            .errorMessage(null)
            .numPartitions(replicas.size())
            .replicationFactor((short) replicas.getFirst().size())
            .configs(describe(configs, effective));
    return new NewTopic(delta.apply(), records, result);
  }

  private static Map<String, String> configs(CreatableTopic topic, BrokerConfig effective) {
    Map<String, String> configs = new TreeMap<>();
    for (CreatableTopicConfig config : topic.configs()) {
      String value = config.value();
      if (value == null) {
        throw new RefusedException(
            ErrorCode.INVALID_CONFIG,
            "Null value not supported for topic configs: " + config.name());
      }
      configs.put(config.name(), value);
    }
    try {
      ConfigRules.checkTopic(configs, effective.layers());
    } catch (InvalidConfigException e) {
      throw new RefusedException(ErrorCode.INVALID_CONFIG, String.valueOf(e.getMessage()));
    }
    return configs;
  }

  private static ConfigRecord configRecord(String topic, String name, String value) {
    return new ConfigRecord()
        .resourceType(ConfigResource.Type.TOPIC.id())
        .resourceName(topic)
        .name(name)
        .value(value);
  }

  private static List<CreatableTopicConfigs> describe(
      Map<String, String> configs, BrokerConfig effective) {
    return new ConfigDescription(effective)
        .ofTopic(configs).stream().map(TopicCreation::describe).toList();
  }

  private static CreatableTopicConfigs describe(ConfigEntry entry) {
    return new CreatableTopicConfigs()
        .name(entry.name())
        .value(entry.value())
        .readOnly(entry.readOnly())
        .configSource(entry.source().id())
        .isSensitive(entry.key().isSensitive());
  }

  private static CreatableTopicResult failed(CreatableTopic topic, RefusedException e) {
    return new CreatableTopicResult()
        .name(topic.name())
        .errorCode(e.code().code())
        .errorMessage(e.getMessage());
  }
}
