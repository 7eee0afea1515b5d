package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Transport.FrameHandler;
import io.barnabas.environment.Transport.Listening;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ListeningTest {
  private final Queue<Exchange> parked = new ConcurrentLinkedQueue<>();

  @Test
  void aTakenPortIsABindExceptionWithTheAddress() {
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo)) {
      InetSocketAddress taken = network.listening().address();
      assertThatThrownBy(() -> listen(network, taken))
          .hasCauseInstanceOf(BindException.class)
          .hasMessageContaining(":" + taken.getPort())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void anUnknownHostIsABindException() {
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo)) {
      assertThatThrownBy(
              () -> listen(network, InetSocketAddress.createUnresolved("nowhere.invalid", 0)))
          .hasCauseInstanceOf(BindException.class)
          .hasMessageContaining("nowhere.invalid");
    }
  }

  private static Listening listen(TestNetwork network, InetSocketAddress address) {
    return network
        .transport()
        .listen(address, connection -> TestNetwork.handler(TestNetwork::echo))
        .toCompletableFuture()
        .join();
  }

  @Test
  void aClosedListenerTakesNoConnectionsAndFreesItsPort() throws IOException {
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo)) {
      InetSocketAddress address = network.listening().address();
      network.listening().close().toCompletableFuture().join();
      assertThatThrownBy(() -> new TestClient(address)).isInstanceOf(ConnectException.class);
      assertThat(listen(network, address).address()).isEqualTo(address);
    }
  }

  @Test
  void answersThatAreReadyArriveWholeWhenTheListenerCloses() throws Exception {
    int answerBytes = 30_000_000;
    CountDownLatch answered = new CountDownLatch(1);
    try (TestNetwork network =
            TestNetwork.open(
                exchange -> {
                  exchange.respond(Outbound.of(ByteBuffer.allocateDirect(answerBytes)));
                  answered.countDown();
                });
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      answered.await();
      CompletionStage<Void> closed = network.listening().close();
      assertThat(client.receive()).hasSize(answerBytes);
      assertThat(client.isClosedByServer()).isTrue();
      closed.toCompletableFuture().join();
    }
  }

  @Test
  void workInFlightAtTheCloseIsGivenUpAndItsMemoryComesBackWhenItEnds() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    FrameHandler handler =
        new FrameHandler() {
          @Override
          public void onFrame(Exchange exchange) {
            parked.add(exchange);
          }

          @Override
          public void onClosed() {
            closed.countDown();
          }
        };
    try (TestNetwork network =
            TestNetwork.open(
                ProcessLimits.defaults(), ConnectionLimits.defaults(), connection -> handler);
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      TestNetwork.await(() -> !parked.isEmpty());
      network.listening().close().toCompletableFuture().join();
      closed.await();
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(network.transport().requestMemoryBytes()).isPositive();
      assertThat(TestNetwork.number(parked.element())).isEqualTo(1);
      TestNetwork.echoAll(parked);
      TestNetwork.await(() -> network.transport().requestMemoryBytes() == 0);
    }
  }

  @Test
  void aClientThatDoesNotReadCannotHoldUpTheClose() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (TestNetwork network =
            TestNetwork.open(
                exchange -> {
                  exchange.respond(Outbound.of(ByteBuffer.allocateDirect(50_000_000)));
                  answered.countDown();
                });
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      answered.await();
      network.listening().close().toCompletableFuture().join();
      assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aConnectionKnowsItsAddressesAndClosesWhenAsked() throws IOException {
    try (TestNetwork network =
            TestNetwork.open(
                exchange -> {
                  InetSocketAddress local = exchange.connection().localAddress();
                  InetSocketAddress remote = exchange.connection().remoteAddress();
                  exchange.respond(
                      Outbound.of(
                          ByteBuffer.allocate(8)
                              .putInt(local.getPort())
                              .putInt(remote.getPort())
                              .flip()));
                  if (TestNetwork.number(exchange) == 2) {
                    exchange.connection().close("the test asks for it");
                  }
                });
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      ByteBuffer ports = ByteBuffer.wrap(client.receive());
      assertThat(ports.getInt()).isEqualTo(network.listening().address().getPort());
      assertThat(ports.getInt()).isEqualTo(client.localPort());
      client.send(TestClient.numberFrame(2));
      assertThat(client.isClosedByServer()).isTrue();
    }
  }
}
