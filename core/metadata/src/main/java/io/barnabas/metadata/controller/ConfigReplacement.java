package io.barnabas.metadata.controller;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.AlterConfigsRequest;
import io.barnabas.protocol.message.AlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.AlterConfigsRequest.AlterableConfig;
import io.barnabas.protocol.message.AlterConfigsResponse;
import io.barnabas.protocol.message.AlterConfigsResponse.AlterConfigsResourceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides AlterConfigs: what is not named is taken away. */
final class ConfigReplacement {
  private final ConfigAlteration alteration;

  ConfigReplacement(BrokerConfig broker) {
    this.alteration = new ConfigAlteration(broker);
  }

  ControllerResult<AlterConfigsResponse> decide(ClusterImage image, AlterConfigsRequest request) {
    List<Message> records = new ArrayList<>();
    List<AlterConfigsResourceResponse> responses = new ArrayList<>();
    List<String> repeated =
        Repetition.in(request.resources().stream().map(ConfigReplacement::key).toList());
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
        records.addAll(alteration.change(image, known, wanted(resource)));
      } catch (RefusedException e) {
        response.errorCode(e.code().code()).errorMessage(e.getMessage());
      }
      responses.add(response);
    }
    if (request.validateOnly()) {
      records.clear();
    }
    return new ControllerResult<>(records, new AlterConfigsResponse().responses(responses));
  }

  private static String key(AlterConfigsResource resource) {
    return resource.resourceType() + " " + resource.resourceName();
  }

  private static Map<String, String> wanted(AlterConfigsResource resource) {
    Map<String, String> wanted = new TreeMap<>();
    for (AlterableConfig config : resource.configs()) {
      String value = config.value();
      if (value == null) {
        throw new RefusedException(
            ErrorCode.INVALID_REQUEST, "Null value not supported for : " + config.name());
      }
      if (wanted.put(config.name(), value) != null) {
        throw new RefusedException(ErrorCode.INVALID_REQUEST, "Error due to duplicate config keys");
      }
    }
    return wanted;
  }
}
