package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Connection;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Transport.FrameHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Connections that settle on the shard where what they ask for is. */
class ConnectionMoveTest {
  private final AtomicReference<NettyShards> shards = new AtomicReference<>();
  private final Queue<Integer> handledOn = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> acceptedOn = new ConcurrentLinkedQueue<>();

  private TestNetwork open(Consumer<Exchange> handler) {
    TestNetwork network =
        TestNetwork.open(
            ProcessLimits.defaults(), ConnectionLimits.defaults(), it -> accept(it, handler));
    shards.set(network.shards());
    return network;
  }

  private FrameHandler accept(Connection connection, Consumer<Exchange> handler) {
    acceptedOn.add(connection.shard().index());
    return TestNetwork.handler(
        exchange -> {
          assertThat(exchange.connection().shard().isCurrent()).isTrue();
          handledOn.add(exchange.connection().shard().index());
          handler.accept(exchange);
        });
  }

  private void settle(Exchange exchange, int shard) {
    exchange.connection().settleOn(shards.get().all().get(shard));
  }

  private int otherShard() {
    TestNetwork.await(() -> !acceptedOn.isEmpty());
    return 1 - acceptedOn.element();
  }

  private static void talk(TestClient client, int number) throws IOException {
    client.send(TestClient.numberFrame(number));
    assertThat(client.receiveNumber()).isEqualTo(number);
  }

  /** The move follows the answer at once, but the client may be quicker. */
  private void talkUntilHandledOn(int shard, TestClient client) throws IOException {
    do {
      handledOn.clear();
      talk(client, 1);
    } while (!handledOn.contains(shard));
  }

  @Test
  void aConnectionMovesToWhereItIsWanted() throws IOException {
    try (TestNetwork network =
            open(
                exchange -> {
                  settle(exchange, 1 - acceptedOn.element());
                  TestNetwork.echo(exchange);
                });
        TestClient client = network.connect()) {
      talkUntilHandledOn(otherShard(), client);
      handledOn.clear();
      for (int number = 0; number < 100; number++) {
        talk(client, number);
      }
      assertThat(handledOn).containsOnly(1 - acceptedOn.element());
    }
  }

  @Test
  void itMovesOnce() throws IOException {
    try (TestNetwork network =
            open(
                exchange -> {
                  settle(exchange, TestNetwork.number(exchange));
                  exchange.respond(Outbound.of(number(1)));
                });
        TestClient client = network.connect()) {
      int other = otherShard();
      for (int turn = 0; turn < 100; turn++) {
        client.send(TestClient.numberFrame(turn == 0 ? other : acceptedOn.element()));
        client.receiveNumber();
      }
      assertThat(handledOn).endsWith(other);
    }
  }

  private static ByteBuffer number(int number) {
    return ByteBuffer.allocate(4).putInt(number).flip();
  }

  @Test
  void itStaysWhileARequestIsOpen() throws IOException {
    Queue<Exchange> parked = new ConcurrentLinkedQueue<>();
    try (TestNetwork network =
            open(
                exchange -> {
                  settle(exchange, 1 - acceptedOn.element());
                  parked.add(exchange);
                });
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      TestNetwork.await(() -> parked.size() == 1);
      network.settle();
      client.send(TestClient.numberFrame(2));
      TestNetwork.await(() -> parked.size() == 2);
      assertThat(handledOn).containsOnly(acceptedOn.element());

      TestNetwork.echoAll(parked);
      assertThat(client.receiveNumber()).isEqualTo(1);
      assertThat(client.receiveNumber()).isEqualTo(2);
    }
  }

  /** Requests that arrive before, during and after the move, in pieces of any size. */
  @Test
  void nothingIsLostOrOvertakenOnTheWay() throws IOException {
    Random random = new Random(1);
    try (TestNetwork network =
        open(
            exchange -> {
              if (TestNetwork.number(exchange) == 20) {
                settle(exchange, 1 - exchange.connection().shard().index());
              }
              TestNetwork.echo(exchange);
            })) {
      for (int round = 0; round < 200; round++) {
        try (TestClient client = network.connect()) {
          sendInPieces(client, random);
          for (int number = 0; number < 40; number++) {
            assertThat(client.receiveNumber()).isEqualTo(number);
          }
        }
      }
      assertThat(handledOn).hasSize(200 * 40);
      TestNetwork.await(() -> network.transport().requestMemoryBytes() == 0);
    }
  }

  private static void sendInPieces(TestClient client, Random random) throws IOException {
    byte[] frames = new byte[40 * 8];
    for (int number = 0; number < 40; number++) {
      System.arraycopy(TestClient.numberFrame(number), 0, frames, number * 8, 8);
    }
    int sent = 0;
    while (sent < frames.length) {
      int bytes = Math.min(frames.length - sent, 1 + random.nextInt(60));
      client.send(Arrays.copyOfRange(frames, sent, sent + bytes));
      sent += bytes;
    }
  }

  @Test
  void whoComesLaterGetsTheShardThatTheyLeft() throws IOException {
    List<TestClient> clients = new ArrayList<>();
    try (TestNetwork network =
        open(
            exchange -> {
              settle(exchange, 1);
              TestNetwork.echo(exchange);
            })) {
      for (int i = 0; i < 4; i++) {
        TestClient client = network.connect();
        clients.add(client);
        talkUntilHandledOn(1, client);
      }
      acceptedOn.clear();
      for (int i = 0; i < 4; i++) {
        clients.add(network.connect());
      }
      TestNetwork.await(() -> acceptedOn.size() == 4);
      assertThat(acceptedOn).containsOnly(0);
      for (TestClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void oneThatHasMovedIsClosedWithTheListener() throws IOException {
    TestNetwork network =
        open(
            exchange -> {
              settle(exchange, 1 - acceptedOn.element());
              TestNetwork.echo(exchange);
            });
    try (TestClient client = network.connect()) {
      talkUntilHandledOn(otherShard(), client);
      network.close();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }
}
