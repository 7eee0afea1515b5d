package io.barnabas.broker.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.broker.simulated.WireClient;
import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Shard;
import io.barnabas.environment.simulated.SimulatedWorld;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.MetadataRequest;
import io.barnabas.protocol.message.MetadataResponse;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailingHandlerTest {
  private final SimulatedWorld world = new SimulatedWorld(1);
  private final Shard shard = world.start(world.newVolume(Path.of("/disk")), 1).shards().getFirst();
  private final OneExchange exchange = new OneExchange();

  /** Sends one metadata request through a dispatcher to a handler. */
  private void dispatch(Consumer<Call<MetadataRequest>> handling) {
    ApiTable apis = new ApiTable(List.of(new MetadataApi(handling)));
    new RequestDispatcher(apis, exchange).onFrame(exchange);
  }

  @Test
  void aHandlerThatThrowsEndsTheExchangeAndTheConnection() {
    dispatch(
        _ -> {
          throw new IllegalStateException("a defect");
        });

    assertThat(exchange.completed).isEqualTo(1);
    assertThat(exchange.closedBecause).contains("METADATA");
  }

  @Test
  void anAnswerThatFailsLaterEndsTheExchangeAndTheConnection() {
    CompletableFuture<MetadataResponse> answer = new CompletableFuture<>();
    dispatch(call -> call.answer(answer));
    assertThat(exchange.completed).isZero();

    answer.completeExceptionally(new IllegalStateException("a defect"));

    assertThat(exchange.completed).isEqualTo(1);
    assertThat(exchange.closedBecause).contains("METADATA");
  }

  @Test
  void anAnswerThatCanNotBeWrittenEndsTheExchangeAndTheConnection() {
    CompletableFuture<MetadataResponse> answer = new CompletableFuture<>();
    dispatch(call -> call.answer(answer));

    answer.complete(new MetadataResponse().brokers(null));

    assertThat(exchange.completed).isEqualTo(1);
    assertThat(exchange.closedBecause).contains("METADATA");
  }

  @Test
  void aHandlerAnswersOnce() {
    dispatch(call -> call.answer(new MetadataResponse()));

    assertThat(exchange.answered).isEqualTo(1);
    assertThat(exchange.closedBecause).isNull();
  }

  private record MetadataApi(Consumer<Call<MetadataRequest>> handling)
      implements ApiHandler<MetadataRequest> {
    @Override
    public ApiKey apiKey() {
      return ApiKey.METADATA;
    }

    @Override
    public void handle(Call<MetadataRequest> call) {
      handling.accept(call);
    }
  }

  /** A connection with one exchange, which notes how both end. */
  private final class OneExchange implements Exchange, Connection {
    private int answered;
    private int completed;
    private @Nullable String closedBecause;

    @Override
    public Connection connection() {
      return this;
    }

    @Override
    public ByteBuffer frame() {
      return WireClient.frame(1, new MetadataRequest().topics(List.of()));
    }

    @Override
    public long receivedNs() {
      return 0;
    }

    @Override
    public void respond(Outbound answer) {
      answered++;
    }

    @Override
    public void complete() {
      completed++;
    }

    @Override
    public long id() {
      return 1;
    }

    @Override
    public Shard shard() {
      return shard;
    }

    @Override
    public InetSocketAddress remoteAddress() {
      return new InetSocketAddress(1);
    }

    @Override
    public InetSocketAddress localAddress() {
      return new InetSocketAddress(2);
    }

    @Override
    public void close(String reason) {
      closedBecause = reason;
    }
  }
}
