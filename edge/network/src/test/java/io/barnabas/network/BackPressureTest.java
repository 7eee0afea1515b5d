package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackPressureTest {
  private static final int FRAME_BYTES = 8 * 1024;

  private final Queue<Exchange> parked = new ConcurrentLinkedQueue<>();

  @Test
  void aClientThatNeverReadsIsReadNoMoreAndGetsEverythingOnceItReads() throws IOException {
    int requests = 2000;
    int answerBytes = 20_000;
    int maxUnsentBytes = 100_000;
    AtomicInteger handled = new AtomicInteger();
    ConnectionLimits limits =
        new ConnectionLimits(1 << 20, 1 << 20, 1 << 20, maxUnsentBytes, 600_000);
    try (TestNetwork network =
            TestNetwork.open(
                1,
                ProcessLimits.defaults(),
                limits,
                SocketOptions.defaults(),
                connection ->
                    TestNetwork.handler(
                        exchange -> {
                          handled.incrementAndGet();
                          ByteBuffer answer = ByteBuffer.allocate(answerBytes);
                          answer.putInt(0, TestNetwork.number(exchange));
                          exchange.respond(Outbound.of(answer));
                        }));
        TestClient client = network.connect()) {
      client.send(pipelined(requests));
      TestNetwork.await(() -> handled.get() > 0);
      network.settle();
      long inSocketBuffers = 8 << 20;
      assertThat((long) handled.get() * answerBytes)
          .isLessThan(maxUnsentBytes + answerBytes + inSocketBuffers)
          .isLessThan((long) requests * answerBytes);
      for (int i = 0; i < requests; i++) {
        assertThat(client.receiveNumber()).isEqualTo(i);
      }
    }
  }

  @Test
  void noMoreRequestsAreOpenThanAllowedAndTheRestFollows() throws IOException {
    ConnectionLimits limits = new ConnectionLimits(1 << 20, 10, 1 << 20, 1 << 20, 600_000);
    try (TestNetwork network = TestNetwork.open(limits, parked::add);
        TestClient client = network.connect()) {
      client.send(pipelined(100));
      TestNetwork.await(() -> parked.size() >= 10);
      network.settle();
      assertThat(parked).hasSize(10);
      receiveAll(client, 100);
    }
  }

  @Test
  void answersBehindAnOpenOneCountAsUnsent() throws IOException {
    ConnectionLimits limits = new ConnectionLimits(1 << 20, 1 << 20, 1 << 20, 50_000, 600_000);
    AtomicInteger handled = new AtomicInteger();
    try (TestNetwork network =
            TestNetwork.open(
                limits,
                exchange -> {
                  if (handled.getAndIncrement() == 0) {
                    parked.add(exchange);
                  } else {
                    ByteBuffer answer = ByteBuffer.allocate(10_000);
                    exchange.respond(Outbound.of(answer.putInt(0, TestNetwork.number(exchange))));
                  }
                });
        TestClient client = network.connect()) {
      client.send(pipelined(100));
      TestNetwork.await(() -> handled.get() == 6);
      network.settle();
      assertThat(handled).hasValue(6);
      TestNetwork.echoAll(parked);
      for (int i = 0; i < 100; i++) {
        assertThat(client.receiveNumber()).isEqualTo(i);
      }
    }
  }

  @Test
  void aConnectionsUnansweredRequestsHoldNoMoreMemoryThanAllowed() throws Exception {
    int maxRequestBytes = 64 * 1024;
    ConnectionLimits limits =
        new ConnectionLimits(1 << 20, 1 << 20, maxRequestBytes, 1 << 20, 600_000);
    try (TestNetwork network = TestNetwork.open(limits, parked::add);
        TestClient client = network.connect()) {
      Thread sender = sendInBackground(client, 400);
      TestNetwork.await(() -> network.transport().requestMemoryBytes() >= maxRequestBytes);
      network.settle();
      // The last read may pass the limit by what one read takes.
      assertThat(network.transport().requestMemoryBytes())
          .isLessThanOrEqualTo(maxRequestBytes + ReadSize.MAX_BYTES + FRAME_BYTES);
      receiveAll(client, 400);
      sender.join();
      TestNetwork.await(() -> network.transport().requestMemoryBytes() == 0);
    }
  }

  @Test
  void aHogUsesUpTheProcessesMemoryAndTheOthersTurnComes() throws Exception {
    int maxBytes = 128 * 1024;
    ProcessLimits process = new ProcessLimits(maxBytes, 100, 100);
    try (TestNetwork network =
            TestNetwork.open(
                process,
                ConnectionLimits.defaults(),
                connection -> TestNetwork.handler(parked::add));
        TestClient hog = network.connect();
        TestClient other = network.connect()) {
      Thread sender = sendInBackground(hog, 400);
      TestNetwork.await(() -> network.transport().requestMemoryBytes() >= maxBytes);
      network.settle();
      other.send(TestClient.numberFrame(-5));
      other.send(TestClient.numberFrame(-6));
      network.settle();
      assertThat(network.transport().requestMemoryBytes())
          .isLessThanOrEqualTo(maxBytes + ReadSize.MAX_BYTES + FRAME_BYTES);
      Thread otherReader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    receiveNumber(other, -5);
                    receiveNumber(other, -6);
                  });
      receiveAll(hog, 400);
      sender.join();
      TestNetwork.await(
          () -> {
            TestNetwork.echoAll(parked);
            return !otherReader.isAlive();
          });
      TestNetwork.await(() -> network.transport().requestMemoryBytes() == 0);
    }
  }

  private static void receiveNumber(TestClient client, int expected) {
    try {
      assertThat(client.receiveNumber()).isEqualTo(expected);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void halfFramesThatUseUpAllMemoryAreStillFinished() throws IOException {
    int halfBytes = 20_000;
    ProcessLimits process = new ProcessLimits(64 * 1024, 100, 100);
    List<TestClient> clients = new ArrayList<>();
    try (TestNetwork network =
        TestNetwork.open(
            process,
            ConnectionLimits.defaults(),
            connection -> TestNetwork.handler(TestNetwork::echo))) {
      for (int i = 0; i < 8; i++) {
        TestClient client = network.connect();
        clients.add(client);
        client.sendLength(2 * halfBytes);
        client.send(new byte[halfBytes]);
      }
      network.settle();
      for (TestClient client : clients) {
        client.send(new byte[halfBytes]);
      }
      for (TestClient client : clients) {
        assertThat(client.receive()).hasSize(2 * halfBytes);
        client.close();
      }
    }
  }

  private static byte[] pipelined(int requests) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < requests; i++) {
      frames.write(TestClient.numberFrame(i));
    }
    return frames.toByteArray();
  }

  private static Thread sendInBackground(TestClient client, int requests) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (int i = 0; i < requests; i++) {
                  byte[] content = new byte[FRAME_BYTES];
                  ByteBuffer.wrap(content).putInt(i);
                  client.send(TestClient.frame(content));
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  private void receiveAll(TestClient client, int requests) throws IOException {
    Thread.ofVirtual()
        .start(
            () -> {
              AtomicInteger answered = new AtomicInteger();
              TestNetwork.await(() -> answered.addAndGet(TestNetwork.echoAll(parked)) >= requests);
            });
    for (int i = 0; i < requests; i++) {
      assertThat(client.receiveNumber()).isEqualTo(i);
    }
  }
}
