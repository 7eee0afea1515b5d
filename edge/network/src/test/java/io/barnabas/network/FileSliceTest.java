package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.environment.Exchange;
import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.real.NioVolume;
import io.barnabas.environment.real.NioVolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSliceTest {
  private static final int FILE_BYTES = 20_000_000;
  private static final int POSITION = 12_345;

  @TempDir Path folder;
  private byte[] content;
  private VolumeFile file;

  @BeforeEach
  void writeFile() throws IOException {
    content = new byte[FILE_BYTES];
    new Random(3).nextBytes(content);
    Path path = folder.resolve("segment");
    Files.write(path, content);
    file = new NioVolume().open(path, OpenMode.READ);
  }

  private Outbound answer(int sizeBytes) {
    return new Outbound(
        List.of(
            new Outbound.Bytes(ByteBuffer.wrap(new byte[] {1, 2, 3, 4})),
            new Outbound.FileBytes(new FileSlice(file.retain(), POSITION, sizeBytes)),
            new Outbound.Bytes(ByteBuffer.wrap(new byte[] {5}))));
  }

  /** Closes the test's own reference, and waits for the last of the transport's. */
  private void awaitGivenBack() throws IOException {
    file.close();
    TestNetwork.await(() -> !((NioVolumeFile) file).channel().isOpen());
  }

  @Test
  void aSliceArrivesBetweenTheBytesAroundItAndItsFileIsGivenBack() throws IOException {
    try (TestNetwork network = TestNetwork.open(exchange -> exchange.respond(answer(10_000_000)));
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      client.send(TestClient.numberFrame(2));
      for (int i = 0; i < 2; i++) {
        byte[] answer = client.receive();
        assertThat(answer).hasSize(10_000_005).startsWith(1, 2, 3, 4).endsWith(5);
        assertThat(Arrays.equals(answer, 4, 10_000_004, content, POSITION, POSITION + 10_000_000))
            .isTrue();
      }
      awaitGivenBack();
    }
  }

  @Test
  void anEmptySliceIsNothing() throws IOException {
    try (TestNetwork network = TestNetwork.open(exchange -> exchange.respond(answer(0)));
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(1));
      assertThat(client.receive()).containsExactly(1, 2, 3, 4, 5);
      awaitGivenBack();
    }
  }

  @Test
  void aClientThatGoesInTheMiddleOfAFileGivesItBack() throws IOException {
    try (TestNetwork network = TestNetwork.open(exchange -> exchange.respond(answer(19_000_000)))) {
      TestClient client = network.connect();
      client.send(TestClient.numberFrame(1));
      client.send(TestClient.numberFrame(2));
      assertThat(client.receiveLength()).isEqualTo(19_000_005);
      client.close();
      awaitGivenBack();
    }
  }

  @Test
  void answersThatWaitForTheirTurnGiveTheirFilesBackWhenTheConnectionCloses() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    Queue<Exchange> parked = new ConcurrentLinkedQueue<>();
    try (TestNetwork network =
        TestNetwork.open(
            exchange -> {
              if (TestNetwork.number(exchange) == 0) {
                parked.add(exchange);
              } else {
                exchange.respond(answer(1_000));
                answered.countDown();
              }
            })) {
      TestClient client = network.connect();
      client.send(TestClient.numberFrame(0));
      client.send(TestClient.numberFrame(1));
      answered.await();
      Outbound lateAnswer = answer(1_000);
      client.close();
      Exchange late = parked.remove();
      network.settle();
      late.connection().shard().execute(() -> late.respond(lateAnswer));
      awaitGivenBack();
      assertThat(network.transport().requestMemoryBytes()).isZero();
    }
  }
}
