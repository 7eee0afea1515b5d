package io.barnabas.metadata.controller;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.ConfigRules;
import io.barnabas.metadata.config.InvalidConfigException;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.ConfigRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What AlterConfigs and IncrementalAlterConfigs have in common: checks, and what differs. */
final class ConfigAlteration {
  private final BrokerConfig broker;

  /**
   * @param broker what topics inherit, but for what is set at run time
   */
  ConfigAlteration(BrokerConfig broker) {
    this.broker = broker;
  }

  /**
   * A resource of a request.
   *
   * @param wanted all that will be set for it; may throw {@link RefusedException}
   */
  record Asked(byte type, String name, Function<ConfigResource, Map<String, String>> wanted) {
    private String key() {
      return type + " " + name;
    }
  }

  /**
   * Decides about each resource of a request; one that is refused does not keep the others from
   * being changed.
   */
  ControllerResult<List<ConfigOutcome>> decide(
      ClusterImage image, List<Asked> resources, boolean validateOnly) {
    List<Message> records = new ArrayList<>();
    List<ConfigOutcome> outcomes = new ArrayList<>();
    List<String> repeated = Repetition.in(resources.stream().map(Asked::key).toList());
    for (Asked asked : resources) {
      ErrorCode code = ErrorCode.NONE;
      @Nullable String message = null;
      try {
        if (repeated.contains(asked.key())) {
          throw new RefusedException(
              ErrorCode.INVALID_REQUEST, "Each resource must appear at most once.");
        }
        ConfigResource known = resource(image, asked.type(), asked.name());
        records.addAll(change(image, known, asked.wanted().apply(known)));
      } catch (RefusedException e) {
        code = e.code();
        message = e.getMessage();
      }
      outcomes.add(new ConfigOutcome(asked.type(), asked.name(), code, message));
    }
    return new ControllerResult<>(validateOnly ? List.of() : records, outcomes);
  }

  /**
   * The resource a request names.
   *
   * @throws RefusedException where it is not there, or of a kind without configs
   */
  private static ConfigResource resource(ClusterImage image, byte type, String name) {
    ConfigResource.Type known = ConfigResource.Type.forId(type);
    if (known == ConfigResource.Type.TOPIC) {
      if (image.topics().find(name) == null) {
        throw new RefusedException(
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic '" + name + "' does not exist.");
      }
    } else if (known == ConfigResource.Type.BROKER) {
      checkBroker(image, name);
    } else if (known == ConfigResource.Type.GROUP) {
      checkGroup(name);
    } else {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "Unexpected resource type " + (known == null ? type : known) + ".");
    }
    return new ConfigResource(known, name);
  }

  private static void checkGroup(String name) {
    if (name.isEmpty()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST, "Default group resources are not allowed.");
    }
  }

  private static void checkBroker(ClusterImage image, String name) {
    if (name.isEmpty()) {
      return;
    }
    int id;
    try {
      id = Integer.parseInt(name);
    } catch (NumberFormatException e) {
      throw new RefusedException(ErrorCode.INVALID_REQUEST, "Invalid broker name " + name);
    }
    if (!image.brokers().containsKey(id)) {
      throw new RefusedException(
          ErrorCode.BROKER_ID_NOT_REGISTERED, "No broker with id " + id + " found.");
    }
  }

  /**
   * Checks what will be set for a resource, and gives the records that lead there.
   *
   * @param wanted all that will be set
   */
  private List<Message> change(
      ClusterImage image, ConfigResource resource, Map<String, String> wanted) {
    try {
      if (resource.type() == ConfigResource.Type.TOPIC) {
        ConfigRules.checkTopic(wanted, EffectiveConfig.of(broker, image).layers());
      } else if (resource.type() == ConfigResource.Type.GROUP) {
        ConfigRules.checkGroup(wanted, EffectiveConfig.of(broker, image));
      } else {
        ConfigRules.checkBroker(wanted, resource.name().isEmpty());
      }
    } catch (InvalidConfigException e) {
      throw new RefusedException(ErrorCode.INVALID_CONFIG, String.valueOf(e.getMessage()));
    }
    return differences(resource, new TreeMap<>(image.configs(resource)), wanted);
  }

  private static List<Message> differences(
      ConfigResource resource, Map<String, String> current, Map<String, String> wanted) {
    TreeSet<String> names = new TreeSet<>(current.keySet());
    names.addAll(wanted.keySet());
    List<Message> records = new ArrayList<>();
    for (String name : names) {
      @Nullable String value = wanted.get(name);
      if (!Objects.equals(current.get(name), value)) {
        records.add(
            new ConfigRecord()
                .resourceType(resource.type().id())
                .resourceName(resource.name())
                .name(name)
                .value(value));
      }
    }
    return records;
  }
}
