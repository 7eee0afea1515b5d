package io.barnabas.broker.request;

import io.barnabas.protocol.ApiKey;

/** A request's header. The client id is empty when the client sent none. */
public record RequestInfo(ApiKey apiKey, short version, int correlationId, String clientId) {}
