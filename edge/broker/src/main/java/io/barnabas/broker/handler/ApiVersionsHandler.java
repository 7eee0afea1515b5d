package io.barnabas.broker.handler;

import io.barnabas.broker.request.ApiHandler;
import io.barnabas.broker.request.ApiTable;
import io.barnabas.broker.request.Call;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.message.ApiVersionsRequest;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.ApiVersionsResponse.FinalizedFeatureKey;
import io.barnabas.protocol.message.ApiVersionsResponse.SupportedFeatureKey;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Tells which APIs and versions are served: exactly those in the table. */
public final class ApiVersionsHandler implements ApiHandler<ApiVersionsRequest> {
  private static final short FIRST_VERSION_WITH_SOFTWARE_NAME = 3;

  /** KIP-511: what the name and version of a client's software may look like. */
  private static final Pattern SOFTWARE =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");

  private final Supplier<ApiTable> apis;
  private final Supplier<ClusterImage> image;

  /**
   * @param apis the table this handler is in, which is complete only after the handler is
   */
  public ApiVersionsHandler(Supplier<ApiTable> apis, Supplier<ClusterImage> image) {
    this.apis = apis;
    this.image = image;
  }

  @Override
  public ApiKey apiKey() {
    return ApiKey.API_VERSIONS;
  }

  @Override
  public void handle(Call<ApiVersionsRequest> call) {
    ApiVersionsResponse answer = new ApiVersionsResponse();
    if (call.version() >= FIRST_VERSION_WITH_SOFTWARE_NAME && !isValid(call.request())) {
      call.answer(answer.errorCode(ErrorCode.INVALID_REQUEST.code()));
      return;
    }
    ClusterImage current = image.get();
    call.answer(
        answer
            .apiKeys(apis.get().versions())
            .supportedFeatures(supported(current))
            .finalizedFeatures(finalized(current))
            .finalizedFeaturesEpoch(current.offset()));
  }

  private static boolean isValid(ApiVersionsRequest request) {
    return SOFTWARE.matcher(request.clientSoftwareName()).matches()
        && SOFTWARE.matcher(request.clientSoftwareVersion()).matches();
  }

  private static List<SupportedFeatureKey> supported(ClusterImage image) {
    return image.features().entrySet().stream()
        .map(
            feature ->
                new SupportedFeatureKey()
                    .name(feature.getKey())
                    .minVersion(feature.getValue())
                    .maxVersion(feature.getValue()))
        .toList();
  }

  private static List<FinalizedFeatureKey> finalized(ClusterImage image) {
    return image.features().entrySet().stream()
        .map(
            feature ->
                new FinalizedFeatureKey()
                    .name(feature.getKey())
                    .minVersionLevel(feature.getValue())
                    .maxVersionLevel(feature.getValue()))
        .toList();
  }
}
