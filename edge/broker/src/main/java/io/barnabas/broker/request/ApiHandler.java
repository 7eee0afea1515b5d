package io.barnabas.broker.request;

import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;

/**
 * Answers one API. Called on the shard of the connection that the request came by; a handler has no
 * state but what it was constructed with.
 */
public interface ApiHandler<Q extends Message> {
  ApiKey apiKey();

  /** The lowest version that is advertised and served. */
  default short lowestVersion() {
    return apiKey().lowestVersion();
  }

  /** The highest version that is advertised and served. */
  default short highestVersion() {
    return apiKey().highestVersion();
  }

  default boolean serves(short version) {
    return version >= lowestVersion() && version <= highestVersion();
  }

  /** Answers the call once, now or later. */
  void handle(Call<Q> call);
}
