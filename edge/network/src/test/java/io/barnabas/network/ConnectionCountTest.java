package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {
  @Test
  void connectionsSpreadEvenlyOverTheShards() throws IOException {
    Map<Integer, AtomicInteger> byShard = new ConcurrentHashMap<>();
    try (TestNetwork network =
            TestNetwork.open(
                ProcessLimits.defaults(),
                ConnectionLimits.defaults(),
                connection -> {
                  byShard
                      .computeIfAbsent(connection.shard().index(), _ -> new AtomicInteger())
                      .incrementAndGet();
                  return TestNetwork.handler(TestNetwork::echo);
                });
        Clients clients = new Clients(network, 6)) {
      clients.talk();
      assertThat(byShard.get(0)).hasValue(3);
      assertThat(byShard.get(1)).hasValue(3);
    }
  }

  @Test
  void aThousandConnectionsAreServed() throws IOException {
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        Clients clients = new Clients(network, 1000)) {
      clients.talk();
      clients.talk();
      assertThat(network.transport().requestMemoryBytes()).isZero();
    }
  }

  @Test
  void oneConnectionTooManyWaitsUntilAnotherCloses() throws IOException {
    ProcessLimits process = new ProcessLimits(1 << 20, 2, 100);
    try (TestNetwork network =
            TestNetwork.open(
                process,
                ConnectionLimits.defaults(),
                connection -> TestNetwork.handler(TestNetwork::echo));
        TestClient first = network.connect();
        Clients second = new Clients(network, 1)) {
      first.send(TestClient.numberFrame(1));
      assertThat(first.receiveNumber()).isEqualTo(1);
      second.talk();
      try (TestClient third = network.connect()) {
        third.send(TestClient.numberFrame(3));
        network.settle();
        assertThat(third.hasAnswer()).isFalse();
        first.close();
        assertThat(third.receiveNumber()).isEqualTo(3);
      }
    }
  }

  @Test
  void oneConnectionTooManyFromAnAddressIsClosedUntilAnotherIs() throws IOException {
    ProcessLimits process = new ProcessLimits(1 << 20, 100, 1);
    try (TestNetwork network =
        TestNetwork.open(
            process,
            ConnectionLimits.defaults(),
            connection -> TestNetwork.handler(TestNetwork::echo))) {
      try (Clients first = new Clients(network, 1)) {
        first.talk();
        try (TestClient second = network.connect()) {
          assertThat(second.isClosedByServer()).isTrue();
        }
      }
      TestNetwork.await(() -> canTalk(network));
    }
  }

  private static boolean canTalk(TestNetwork network) {
    try (Clients next = new Clients(network, 1)) {
      next.talk();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Many clients at once. */
  private static final class Clients implements AutoCloseable {
    private final List<TestClient> clients = new ArrayList<>();

    Clients(TestNetwork network, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        clients.add(network.connect());
      }
    }

    void talk() throws IOException {
      for (int i = 0; i < clients.size(); i++) {
        clients.get(i).send(TestClient.numberFrame(i));
      }
      for (int i = 0; i < clients.size(); i++) {
        assertThat(clients.get(i).receiveNumber()).isEqualTo(i);
      }
    }

    @Override
    public void close() throws IOException {
      for (TestClient client : clients) {
        client.close();
      }
    }
  }
}
