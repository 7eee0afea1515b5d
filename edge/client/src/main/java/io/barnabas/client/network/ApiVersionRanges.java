package io.barnabas.client.network;

import io.barnabas.client.ClientException;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.ApiVersionsResponse;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The versions of each API that one broker serves.
 *
 * @param broker for error messages
 */
record ApiVersionRanges(BrokerAddress broker, Map<Short, Range> ranges) {
  record Range(short lowest, short highest) {}

  static ApiVersionRanges of(BrokerAddress broker, ApiVersionsResponse response) {
    return new ApiVersionRanges(
        broker,
        response.apiKeys().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    api -> api.apiKey(), api -> new Range(api.minVersion(), api.maxVersion()))));
  }

  boolean has(ApiKey api) {
    return ranges.containsKey(api.id());
  }

  /**
   * The highest version that both sides have and that is at most the ceiling.
   *
   * @throws ClientException if there is none
   */
  short highestCommon(ApiKey api, short lowest, short ceiling) {
    Range range = ranges.get(api.id());
    if (range == null) {
      throw new ClientException("the broker at " + broker + " does not serve " + api.apiName());
    }
    short version = (short) Math.min(range.highest, ceiling);
    if (version < Math.max(range.lowest, lowest)) {
      throw new ClientException(
          "the broker at %s serves versions %d to %d of %s, this client speaks %d to %d"
              .formatted(broker, range.lowest, range.highest, api.apiName(), lowest, ceiling));
    }
    return version;
  }
}
