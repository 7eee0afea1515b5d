package io.barnabas.metadata.controller;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.ConfigKey;
import io.barnabas.metadata.config.ConfigTable;
import io.barnabas.metadata.config.ConfigType;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest;
import io.barnabas.protocol.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
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
    List<Message> records = new ArrayList<>();
    List<AlterConfigsResourceResponse> responses = new ArrayList<>();
    List<String> repeated =
        Repetition.in(request.resources().stream().map(ConfigIncrement::key).toList());
    for (AlterConfigsResource resource : request.resources()) {
      AlterConfigsResourceResponse response =
          new AlterConfigsResourceResponse()
              .resourceType(resource.resourceType())
              .resourceName(resource.resourceName())
              .errorMessage(null);
      try {
        if (repeated.contains(key(resource))) {
          throw new RefusedException(
              ErrorCode.INVALID_REQUEST, "Each resource must appear at most once.");
        }
        ConfigResource known =
            ConfigAlteration.resource(image, resource.resourceType(), resource.resourceName());
        records.addAll(alteration.change(image, known, wanted(image, known, resource.configs())));
      } catch (RefusedException e) {
        response.errorCode(e.code().code()).errorMessage(e.getMessage());
      }
      responses.add(response);
    }
    if (request.validateOnly()) {
      records.clear();
    }
    return new ControllerResult<>(
        records, new IncrementalAlterConfigsResponse().responses(responses));
  }

  private static String key(AlterConfigsResource resource) {
    return resource.resourceType() + " " + resource.resourceName();
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
