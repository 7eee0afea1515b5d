package io.barnabas.broker.request;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.protocol.ResponseFrame;
import io.barnabas.protocol.message.ApiVersionsResponse;
import io.barnabas.protocol.message.ApiVersionsResponse.ApiVersion;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which class answers which API: all that this broker serves, and so all that it advertises. */
public final class ApiTable {
  private final Map<ApiKey, ApiHandler<?>> handlers = new EnumMap<>(ApiKey.class);

  public ApiTable(Collection<ApiHandler<?>> handlers) {
    for (ApiHandler<?> handler : handlers) {
      if (this.handlers.put(handler.apiKey(), handler) != null) {
        throw new IllegalArgumentException("two handlers for " + handler.apiKey());
      }
    }
  }

  @Nullable ApiHandler<?> handlerOf(ApiKey apiKey) {
    return handlers.get(apiKey);
  }

  /** What is advertised, ordered by API key. */
  public List<ApiVersion> versions() {
    return handlers.values().stream().map(ApiTable::versionsOf).toList();
  }

  /**
   * The answer to a version of ApiVersions that we do not have: in version 0, with what we do have
   * of it (KIP-511).
   */
  Outbound unsupportedApiVersions(int correlationId) {
    ApiVersionsResponse answer =
        new ApiVersionsResponse().errorCode(ErrorCode.UNSUPPORTED_VERSION.code());
    ApiHandler<?> handler = handlers.get(ApiKey.API_VERSIONS);
    if (handler != null) {
      answer.apiKeys(List.of(versionsOf(handler)));
    }
    return ResponseFrame.encode(correlationId, ApiKey.API_VERSIONS, (short) 0, answer);
  }

  private static ApiVersion versionsOf(ApiHandler<?> handler) {
    return new ApiVersion()
        .apiKey(handler.apiKey().id())
        .minVersion(handler.lowestVersion())
        .maxVersion(handler.highestVersion());
  }
}
