package io.barnabas.metadata.controller;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.ConfigKey;
import io.barnabas.metadata.config.ConfigTable;
import io.barnabas.metadata.config.ConfigType;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterableConfig;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse;
import io.barnabas.protocol.message.IncrementalAlterConfigsResponse.AlterConfigsResourceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides IncrementalAlterConfigs (KIP-339). */
final class ConfigIncrement {
  private static final byte SET = 0;
  private static final byte DELETE = 1;
  private static final byte APPEND = 2;
  private static final byte SUBTRACT = 3;

  private final ConfigAlteration alteration;

  ConfigIncrement(BrokerConfig broker) {
    this.alteration = new ConfigAlteration(broker);
  }

  ControllerResult<IncrementalAlterConfigsResponse> decide(
      ClusterImage image, IncrementalAlterConfigsRequest request) {
    ControllerResult<List<ConfigOutcome>> decided =
        alteration.decide(
            image,
            request.resources().stream()
                .map(
                    resource ->
                        new ConfigAlteration.Asked(
                            resource.resourceType(),
                            resource.resourceName(),
                            known -> wanted(image, known, resource.configs())))
                .toList(),
            request.validateOnly());
    return new ControllerResult<>(
        decided.records(),
        new IncrementalAlterConfigsResponse()
            .responses(decided.response().stream().map(ConfigIncrement::response).toList()));
  }

  private static AlterConfigsResourceResponse response(ConfigOutcome outcome) {
    return new AlterConfigsResourceResponse()
        .resourceType(outcome.type())
        .resourceName(outcome.name())
        .errorCode(outcome.code().code())
        .errorMessage(outcome.message());
  }

  private Map<String, String> wanted(
      ClusterImage image, ConfigResource resource, List<AlterableConfig> changes) {
    if (!Repetition.in(changes.stream().map(AlterableConfig::name).toList()).isEmpty()) {
      throw new RefusedException(ErrorCode.INVALID_REQUEST, "Error due to duplicate config keys");
    }
    Map<String, String> wanted = new TreeMap<>(image.configs(resource));
    for (AlterableConfig change : changes) {
      apply(resource, change, wanted);
    }
    return wanted;
  }

  private static void apply(
      ConfigResource resource, AlterableConfig change, Map<String, String> wanted) {
    if (change.configOperation() == DELETE) {
      wanted.remove(change.name());
      return;
    }
    String value = change.value();
    if (value == null) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST, "Null value not supported for : " + change.name());
    }
    switch (change.configOperation()) {
      case SET -> wanted.put(change.name(), value);
      case APPEND, SUBTRACT ->
          wanted.put(change.name(), changedList(resource, change, value, wanted));
      default ->
          throw new RefusedException(
              ErrorCode.INVALID_REQUEST, "Unknown operation type " + change.configOperation());
    }
  }

  private static ConfigTable tableOf(ConfigResource resource) {
    return switch (resource.type()) {
      case TOPIC -> ConfigTable.TOPIC;
      case GROUP -> ConfigTable.GROUP;
      case BROKER, BROKER_LOGGER, CLIENT_METRICS -> ConfigTable.BROKER;
    };
  }

  /** Adds what is not there yet, or takes away what is; starts from the default. */
  private static String changedList(
      ConfigResource resource, AlterableConfig change, String value, Map<String, String> wanted) {
    ConfigKey key = tableOf(resource).find(change.name());
    boolean isAppend = change.configOperation() == APPEND;
    if (key == null || key.type() != ConfigType.LIST) {
      throw new RefusedException(
          ErrorCode.INVALID_CONFIG,
          "Can't "
              + (isAppend ? "APPEND to" : "SUBTRACT from")
              + " key "
              + change.name()
              + " because its type is not LIST.");
    }
    String current = wanted.get(change.name());
    List<String> elements = new ArrayList<>(key.elementsOf(current));
    for (String element : key.elementsOf(value)) {
      if (!isAppend) {
        elements.remove(element);
      } else if (!elements.contains(element)) {
        elements.add(element);
      }
    }
    return String.join(",", elements);
  }
}
