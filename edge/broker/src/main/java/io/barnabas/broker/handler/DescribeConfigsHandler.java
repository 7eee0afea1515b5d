package io.barnabas.broker.handler;

import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.config.ConfigDescription;
import io.barnabas.metadata.config.ConfigEntry;
import io.barnabas.metadata.controller.TopicNames;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.DescribeConfigsRequest;
import io.barnabas.protocol.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.barnabas.protocol.message.DescribeConfigsResponse;
import io.barnabas.protocol.message.DescribeConfigsResponse.DescribeConfigsResult;
import io.barnabas.replication.RefusedException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells the configs of topics, groups and this broker, with where each value comes from (KIP-226).
 */
public final class DescribeConfigsHandler implements ApiHandler<DescribeConfigsRequest> {
  private final BrokerConfig config;
  private final Supplier<ClusterImage> image;

  /**
   * @param config what the broker was started with
   */
  public DescribeConfigsHandler(BrokerConfig config, Supplier<ClusterImage> image) {
    this.config = config;
    this.image = image;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.DESCRIBE_CONFIGS;
  }

  @Override
  public void handle(Call<DescribeConfigsRequest> call) {
    ClusterImage current = image.get();
    ConfigDescription description =
        new ConfigDescription(new CurrentConfig(config, current).broker());
    ConfigEntryAnswer form = ConfigEntryAnswer.of(call.request(), call.version());
    List<DescribeConfigsResult> results =
        call.request().resources().stream()
            .map(resource -> result(current, description, resource, form))
            .toList();
    call.answer(new DescribeConfigsResponse().results(results));
  }

  private DescribeConfigsResult result(
      ClusterImage current,
      ConfigDescription description,
      DescribeConfigsResource resource,
      ConfigEntryAnswer form) {
    DescribeConfigsResult result =
        new DescribeConfigsResult()
            .resourceType(resource.resourceType())
            .resourceName(resource.resourceName())
            .errorMessage(null);
    try {
      return result.configs(
          entries(current, description, resource).stream()
              .filter(entry -> isAskedFor(resource, entry))
              .map(form::of)
              .toList());
    } catch (RefusedException e) {
      return result.errorCode(e.error().code()).errorMessage(e.getMessage());
    }
  }

  private static boolean isAskedFor(DescribeConfigsResource resource, ConfigEntry entry) {
    List<String> names = resource.configurationKeys();
    return names == null || names.isEmpty() || names.contains(entry.name());
  }

  private List<ConfigEntry> entries(
      ClusterImage current, ConfigDescription description, DescribeConfigsResource resource) {
    String name = resource.resourceName();
    return switch (ConfigResource.Type.forId(resource.resourceType())) {
      case TOPIC -> topicEntries(current, description, name);
      case BROKER -> brokerEntries(description, name);
      case GROUP -> groupEntries(current, description, name);
      case BROKER_LOGGER, CLIENT_METRICS ->
          throw refused("Resources of type " + resource.resourceType() + " have no configs here.");
      case null -> throw refused("Unexpected resource type " + resource.resourceType() + ".");
    };
  }

  private static List<ConfigEntry> topicEntries(
      ClusterImage current, ConfigDescription description, String name) {
    if (!TopicNames.isLegal(name)) {
      throw new RefusedException(
          ErrorCode.INVALID_TOPIC_EXCEPTION, "Topic name is invalid: '" + name + "'");
    }
    if (current.topics().find(name) == null) {
      throw new RefusedException(
          ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic '" + name + "' does not exist.");
    }
    return description.ofTopic(current.configs(ConfigResource.ofTopic(name)));
  }

  private static List<ConfigEntry> groupEntries(
      ClusterImage current, ConfigDescription description, String name) {
    if (name.isEmpty()) {
      throw refused("Group name must not be empty");
    }
    return description.ofGroup(current.configs(ConfigResource.ofGroup(name)));
  }

  /** Only a broker itself knows what it was started with. */
  private List<ConfigEntry> brokerEntries(ConfigDescription description, String name) {
    if (name.isEmpty()) {
      return description.ofAllBrokers();
    }
    if (!name.equals(Integer.toString(config.nodeId()))) {
      throw refused(
          "Unexpected broker id, expected "
              + config.nodeId()
              + " or empty string, but received "
              + name);
    }
    return description.ofBroker();
  }

  private static RefusedException refused(String message) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message);
  }
}
