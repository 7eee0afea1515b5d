package io.barnabas.broker.request;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Shard;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.ResponseFrame;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One decoded request and the place of its answer. To be used on the connection's shard. */
public final class Call<Q extends Message> {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  private final Exchange exchange;
  private final RequestInfo info;
  private final Q request;
  private final CloseActions closeActions;

  Call(Exchange exchange, RequestInfo info, Q request, CloseActions closeActions) {
    this.exchange = exchange;
    this.info = info;
    this.request = request;
    this.closeActions = closeActions;
  }

  public Q request() {
    return request;
  }

  public short version() {
    return info.version();
  }

  public RequestInfo info() {
    return info;
  }

  public Connection connection() {
    return exchange.connection();
  }

  public Shard shard() {
    return exchange.connection().shard();
  }

  public long receivedNs() {
    return exchange.receivedNs();
  }

  /**
   * Has something done when the connection closes before the call has ended, so that what waits
   * need not wait any longer. The call has still to be ended.
   */
  public void onConnectionClosed(Runnable action) {
    closeActions.add(this, action);
  }

  /** Answers; a response that can't be written, a defect of ours, closes the connection. */
  public void answer(Message response) {
    Outbound frame;
    try {
      frame = ResponseFrame.encode(info.correlationId(), info.apiKey(), info.version(), response);
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    closeActions.ended(this);
    exchange.respond(frame);
  }

  /**
   * Answers when the stage, which must complete on this shard, does; a failure closes the
   * connection.
   */
  public void answer(CompletionStage<? extends Message> response) {
    response.whenComplete(
        (message, failure) -> {
          if (failure == null) {
            answer(message);
          } else {
            fail(failure);
          }
        });
  }

  /** Ends the call without an answer, as acks=0 wants it. */
  public void answerNothing() {
    closeActions.ended(this);
    exchange.complete();
  }

  /**
   * Ends a call that a defect of ours left without an answer. The client sees its connection close
   * and tries again, which is better than one that waits for ever.
   */
  public void fail(@Nullable Throwable failure) {
    ApiKey apiKey = info.apiKey();
    closeActions.ended(this);
    log.error("{} v{} from {} failed", apiKey, version(), connection().remoteAddress(), failure);
    exchange.connection().close("the answer to " + apiKey + " failed");
    exchange.complete();
  }
}
