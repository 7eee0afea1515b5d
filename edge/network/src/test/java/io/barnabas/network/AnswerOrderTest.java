package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AnswerOrderTest {
  @Property(tries = 30)
  void answersLeaveInTheOrderOfTheRequestsHoweverTheyComplete(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int requests) throws Exception {
    List<Exchange> open = new ArrayList<>();
    try (TestNetwork network =
            TestNetwork.open(
                exchange -> {
                  open.add(exchange);
                  if (open.size() == requests) {
                    Collections.shuffle(open, new Random(seed));
                    open.forEach(TestNetwork::echo);
                  }
                });
        TestClient client = network.connect()) {
      for (int i = 0; i < requests; i++) {
        client.send(TestClient.numberFrame(i));
      }
      for (int i = 0; i < requests; i++) {
        assertThat(client.receiveNumber()).isEqualTo(i);
      }
    }
  }

  @Test
  void aSlowRequestDoesNotHoldUpTheWorkOfTheNext() throws Exception {
    BlockingQueue<Exchange> arrived = new LinkedBlockingQueue<>();
    try (TestNetwork network = TestNetwork.open(arrived::add);
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      client.send(TestClient.numberFrame(2));
      Exchange first = arrived.take();
      Exchange second = arrived.take();
      second.connection().shard().execute(() -> TestNetwork.echo(second));
      first.connection().shard().execute(() -> TestNetwork.echo(first));
      assertThat(client.receiveNumber()).isEqualTo(1);
      assertThat(client.receiveNumber()).isEqualTo(2);
    }
  }

  @Test
  void anExchangeWithoutAnswerLeavesNoGap() throws IOException {
    try (TestNetwork network =
            TestNetwork.open(
                exchange -> {
                  if (TestNetwork.number(exchange) % 2 == 0) {
                    exchange.complete();
                  } else {
                    TestNetwork.echo(exchange);
                  }
                });
        TestClient client = network.connect()) {
      for (int i = 0; i < 10; i++) {
        client.send(TestClient.numberFrame(i));
      }
      for (int i = 1; i < 10; i += 2) {
        assertThat(client.receiveNumber()).isEqualTo(i);
      }
    }
  }

  @Test
  void anAnswerOfManyPiecesIsOneFrame() throws IOException {
    try (TestNetwork network =
            TestNetwork.open(
                exchange ->
                    exchange.respond(
                        new Outbound(
                            List.of(
                                new Outbound.Bytes(ByteBuffer.wrap(new byte[] {1, 2})),
                                new Outbound.Bytes(direct(10_000)),
                                new Outbound.Bytes(ByteBuffer.allocate(100_000)),
                                new Outbound.Bytes(ByteBuffer.wrap(new byte[] {3}))))));
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(0));
      byte[] answer = client.receive();
      assertThat(answer).hasSize(2 + 10_000 + 100_000 + 1);
      assertThat(answer).startsWith(1, 2, 9).endsWith(0, 3);
    }
  }

  private static ByteBuffer direct(int size) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(size);
    while (buffer.hasRemaining()) {
      buffer.put((byte) 9);
    }
    return buffer.flip();
  }

  @Test
  void answeringTwiceIsAnError() throws Exception {
    BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
    try (TestNetwork network =
            TestNetwork.open(
                exchange -> {
                  TestNetwork.echo(exchange);
                  assertThatIllegalStateException().isThrownBy(exchange::complete);
                  thrown.add(new AssertionError("reached"));
                });
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(5));
      assertThat(client.receiveNumber()).isEqualTo(5);
      assertThat(thrown.take()).hasMessage("reached");
    }
  }

  @Test
  void aHandlerThatThrowsLosesItsConnectionAndNoOther() throws IOException {
    try (TestNetwork network =
            TestNetwork.open(
                exchange -> {
                  if (TestNetwork.number(exchange) == 0) {
                    throw new IllegalStateException("a planted fault");
                  }
                  TestNetwork.echo(exchange);
                });
        TestClient bad = network.connect();
        TestClient good = network.connect()) {
      bad.send(TestClient.numberFrame(0));
      assertThat(bad.isClosedByServer()).isTrue();
      good.send(TestClient.numberFrame(1));
      assertThat(good.receiveNumber()).isEqualTo(1);
      TestNetwork.await(() -> network.transport().requestMemoryBytes() == 0);
    }
  }
}
