package io.barnabas.broker.handler;

import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.image.BrokerRegistration;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.metadata.image.TopicImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ListConfigResourcesRequest;
import io.barnabas.protocol.message.ListConfigResourcesResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Names what has configs (KIP-1142). */
public final class ListConfigResourcesHandler implements ApiHandler<ListConfigResourcesRequest> {
  /** All types, in the order in which Kafka tells them. */
  private static final List<ConfigResource.Type> TYPES =
      List.of(
          ConfigResource.Type.GROUP,
          ConfigResource.Type.CLIENT_METRICS,
          ConfigResource.Type.BROKER_LOGGER,
          ConfigResource.Type.BROKER,
          ConfigResource.Type.TOPIC);

  private final Supplier<ClusterImage> image;

  public ListConfigResourcesHandler(Supplier<ClusterImage> image) {
    this.image = image;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.LIST_CONFIG_RESOURCES;
  }

  @Override
  public void handle(Call<ListConfigResourcesRequest> call) {
    List<Byte> asked = call.request().resourceTypes();
    if (asked.stream().anyMatch(type -> ConfigResource.Type.forId(type) == null)) {
      call.answer(
          new ListConfigResourcesResponse().errorCode(ErrorCode.UNSUPPORTED_VERSION.code()));
      return;
    }
    ClusterImage current = image.get();
    List<ListConfigResourcesResponse.ConfigResource> resources =
        types(call.version(), asked)
            .flatMap(type -> names(current, type).map(name -> resource(type, name)))
            .toList();
    call.answer(new ListConfigResourcesResponse().configResources(resources));
  }

  /** Version 0 was for client metrics only (KIP-714); an empty list means all. */
  private static Stream<ConfigResource.Type> types(short version, List<Byte> asked) {
    if (version == 0) {
      return Stream.of(ConfigResource.Type.CLIENT_METRICS);
    }
    return TYPES.stream().filter(type -> asked.isEmpty() || asked.contains(type.id()));
  }

  private static Stream<String> names(ClusterImage current, ConfigResource.Type type) {
    return switch (type) {
      case TOPIC -> current.topics().all().stream().map(TopicImage::name).sorted();
      case BROKER, BROKER_LOGGER ->
          current.brokers().values().stream()
              .filter(broker -> !broker.isFenced())
              .map(BrokerRegistration::id)
              .map(String::valueOf);
      case GROUP, CLIENT_METRICS ->
          current.configs().keySet().stream()
              .filter(resource -> resource.type() == type)
              .map(ConfigResource::name)
              .sorted();
    };
  }

  private static ListConfigResourcesResponse.ConfigResource resource(
      ConfigResource.Type type, String name) {
    return new ListConfigResourcesResponse.ConfigResource()
        .resourceType(type.id())
        .resourceName(name);
  }
}
