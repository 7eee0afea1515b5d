package io.barnabas.metadata.controller;

import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.AlterConfigsRequest;
import io.barnabas.protocol.message.AlterConfigsRequest.AlterConfigsResource;
import io.barnabas.protocol.message.AlterConfigsRequest.AlterableConfig;
import io.barnabas.protocol.message.AlterConfigsResponse;
import io.barnabas.protocol.message.AlterConfigsResponse.AlterConfigsResourceResponse;
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
    ControllerResult<List<ConfigOutcome>> decided =
        alteration.decide(
            image,
            request.resources().stream()
                .map(
                    resource ->
                        new ConfigAlteration.Asked(
                            resource.resourceType(),
                            resource.resourceName(),
                            _ -> wanted(resource)))
                .toList(),
            request.validateOnly());
    return new ControllerResult<>(
        decided.records(),
        new AlterConfigsResponse()
            .responses(decided.response().stream().map(ConfigReplacement::response).toList()));
  }

  private static AlterConfigsResourceResponse response(ConfigOutcome outcome) {
    return new AlterConfigsResourceResponse()
        .resourceType(outcome.type())
        .resourceName(outcome.name())
        .errorCode(outcome.code().code())
        .errorMessage(outcome.message());
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
