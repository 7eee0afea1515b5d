package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Exchange;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Transport.FrameHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class IdleTest {
  private static final ConnectionLimits SHORT = ConnectionLimits.defaults().withMaxIdleMs(300);

  @Test
  void halfARequestHoldsWhatArrivedNotWhatItClaimsAndIsClosedWhenNothingFollows()
      throws IOException {
    try (TestNetwork network = TestNetwork.open(SHORT, TestNetwork::echo);
        TestClient client = network.connect()) {
      client.sendLength(50_000_000);
      client.send(new byte[10]);
      TestNetwork.await(() -> network.transport().requestMemoryBytes() > 0);
      assertThat(network.transport().requestMemoryBytes()).isLessThanOrEqualTo(8 * 1024);
      assertThat(client.isClosedByServer()).isTrue();
      TestNetwork.await(() -> network.transport().requestMemoryBytes() == 0);
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws IOException {
    try (TestNetwork network = TestNetwork.open(SHORT, TestNetwork::echo);
        TestClient client = network.connect()) {
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aClientThatNeverReadsItsAnswersIsClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    FrameHandler handler =
        new FrameHandler() {
          @Override
          public void onFrame(Exchange exchange) {
            exchange.respond(Outbound.of(ByteBuffer.allocateDirect(50_000_000)));
          }

          @Override
          public void onClosed() {
            closed.countDown();
          }
        };
    try (TestNetwork network =
            TestNetwork.open(ProcessLimits.defaults(), SHORT, connection -> handler);
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      closed.await();
    }
  }
}
