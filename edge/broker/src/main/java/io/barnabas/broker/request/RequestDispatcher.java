package io.barnabas.broker.request;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Transport.FrameHandler;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.RequestFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one connection's frames apart and hands each request to the class that answers its API.
 * What can't be read closes the connection, as in Kafka: without a readable header and body there
 * is no format in which an error could be told. The one exception is ApiVersions, which is answered
 * in version 0 whatever its version is (KIP-511).
 */
public final class RequestDispatcher implements FrameHandler {
  private static final Logger log = LoggerFactory.getLogger(RequestDispatcher.class);

  private final ApiTable apis;
  private final Connection connection;
  private final CloseActions closeActions = new CloseActions();

  public RequestDispatcher(ApiTable apis, Connection connection) {
    this.apis = apis;
    this.connection = connection;
  }

  @Override
  public void onFrame(Exchange exchange) {
    try {
      dispatch(exchange, RequestFrame.read(exchange.frame()));
    } catch (MalformedMessageException e) {
      refuse(exchange, e.getMessage());
    }
  }

  private void dispatch(Exchange exchange, RequestFrame frame) {
    ApiKey apiKey = frame.apiKey();
    ApiHandler<?> handler = apiKey == null ? null : apis.handlerOf(apiKey);
    if (apiKey == null || handler == null) {
      refuse(exchange, "API key " + frame.apiKeyId() + " is not served here");
    } else if (handler.serves(frame.version())) {
      call(handler, exchange, frame);
    } else if (apiKey == ApiKey.API_VERSIONS) {
      exchange.respond(apis.unsupportedApiVersions(frame.correlationId()));
    } else {
      refuse(exchange, apiKey + " v" + frame.version() + " is not served here");
    }
  }

  private <Q extends Message> void call(
      ApiHandler<Q> handler, Exchange exchange, RequestFrame frame) {
    @SuppressWarnings("unchecked") // a request's class is that of its API
    Q request = (Q) frame.readBody();
    String clientId = frame.clientId();
    RequestInfo info =
        new RequestInfo(
            handler.apiKey(),
            frame.version(),
            frame.correlationId(),
            clientId == null ? "" : clientId);
    Call<Q> call = new Call<>(exchange, info, request, closeActions);
    try {
      handler.handle(call);
    } catch (RuntimeException e) {
      call.fail(e);
    }
  }

  private void refuse(Exchange exchange, @Nullable String why) {
    log.warn("Closing the connection of {}: {}", connection.remoteAddress(), why);
    connection.close("bad request: " + why);
    exchange.complete();
  }

  @Override
  public void onClosed() {
    // Calls in progress end all the same; their answers go nowhere.
    closeActions.onClosed();
  }
}
