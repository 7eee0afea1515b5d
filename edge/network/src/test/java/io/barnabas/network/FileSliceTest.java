package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.environment.Disk;
import io.barnabas.environment.Exchange;
import io.barnabas.environment.FileSlice;
import io.barnabas.environment.Outbound;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.environment.real.DiskThreads;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  void aSliceThatIsOnlyOnTheDiskArrivesAfterAnswersOfOtherConnections() throws Exception {
    dropFromCache();
    CompletableFuture<Void> device = new CompletableFuture<>();
    try (DiskThreads threads = new DiskThreads(new NioVolume(), 1);
        TestNetwork network =
            TestNetwork.open(
                threads::diskOf,
                exchange -> {
                  if (TestNetwork.number(exchange) == 1) {
                    keepBusy(exchange.connection().shard().disk(), device);
                    exchange.respond(answer(10_000_000));
                  } else {
                    TestNetwork.echo(exchange);
                  }
                });
        TestClient cold = network.connect();
        TestClient hot = network.connect();
        TestClient second = network.connect()) {
      cold.send(TestClient.numberFrame(1));
      cold.send(TestClient.numberFrame(2));
      // Of three connections two share a shard.
      for (TestClient each : List.of(hot, second)) {
        each.send(TestClient.numberFrame(3));
        assertThat(each.receive()).hasSize(4);
      }
      assertThat(cold.hasAnswer()).isFalse();
      device.complete(null);
      byte[] answer = cold.receive();
      assertThat(Arrays.equals(answer, 4, 10_000_004, content, POSITION, POSITION + 10_000_000))
          .isTrue();
      assertThat(cold.receive()).hasSize(4);
      threads.close(); // what is read ahead is given back on a shard, which must still run
    }
    awaitGivenBack();
  }

  /** Has the threads for cold reads wait. */
  private static void keepBusy(Disk disk, CompletableFuture<Void> end) {
    for (int key = 0; key < 10; key++) {
      CompletionStage<Void> _ = disk.coldLane(key).submit(_ -> end.join());
    }
  }

  /** GNU dd asks for it by posix_fadvise(2) when it is to copy nothing. */
  private void dropFromCache() throws Exception {
    Process dd =
        new ProcessBuilder(
                "dd", "of=" + file.path(), "oflag=nocache", "conv=notrunc,fdatasync", "count=0")
            .redirectErrorStream(true)
            .start();
    dd.getInputStream().readAllBytes();
    assumeTrue(dd.waitFor() == 0, "dd can't drop a file from the cache");
    assumeTrue(!file.isInMemory(POSITION, 10_000_000), "the file system keeps files in memory");
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
