package io.barnabas.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramingTest {
  @Test
  void aFrameSplitAtEveryByteArrivesWhole() throws IOException {
    byte[] content = {1, 2, 3, 4, 5, 6, 7};
    byte[] frame = TestClient.frame(content);
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        TestClient client = network.connect()) {
      for (int split = 1; split < frame.length; split++) {
        client.send(Arrays.copyOfRange(frame, 0, split));
        client.send(Arrays.copyOfRange(frame, split, frame.length));
        assertThat(client.receive()).isEqualTo(content);
      }
    }
  }

  @Test
  void aFrameSentByteByByteArrivesWhole() throws IOException {
    byte[] content = new byte[300];
    new Random(1).nextBytes(content);
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        TestClient client = network.connect()) {
      for (byte each : TestClient.frame(content)) {
        client.send(new byte[] {each});
      }
      assertThat(client.receive()).isEqualTo(content);
    }
  }

  @Test
  void aThousandPipelinedFramesAreAllAnsweredInOrder() throws IOException {
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    for (int i = 0; i < 1000; i++) {
      requests.write(TestClient.numberFrame(i));
    }
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        TestClient client = network.connect()) {
      client.send(requests.toByteArray());
      for (int i = 0; i < 1000; i++) {
        assertThat(client.receiveNumber()).isEqualTo(i);
      }
    }
  }

  @Test
  void framesOfAllSizesShareAConnection() throws IOException {
    Random random = new Random(2);
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        TestClient client = network.connect()) {
      for (int i = 0; i < 200; i++) {
        byte[] content = new byte[random.nextInt(1 << random.nextInt(22))];
        random.nextBytes(content);
        client.send(TestClient.frame(content));
        assertThat(client.receive()).isEqualTo(content);
      }
    }
  }

  @Test
  void anEmptyFrameIsAFrame() throws IOException {
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        TestClient client = network.connect()) {
      client.send(TestClient.frame(new byte[0]));
      assertThat(client.receive()).isEmpty();
    }
  }

  @Test
  void aNegativeLengthClosesTheConnection() throws IOException {
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        TestClient client = network.connect()) {
      client.sendLength(-1);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aLengthAboveTheLimitClosesTheConnectionAndTheLimitItselfDoesNot() throws IOException {
    ConnectionLimits limits = ConnectionLimits.defaults().withMaxFrameBytes(1000);
    try (TestNetwork network = TestNetwork.open(limits, TestNetwork::echo);
        TestClient client = network.connect()) {
      client.send(TestClient.frame(new byte[1000]));
      assertThat(client.receive()).hasSize(1000);
      client.sendLength(1001);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void whatCameBeforeABadLengthIsAnswered() throws IOException {
    try (TestNetwork network = TestNetwork.open(TestNetwork::echo);
        TestClient client = network.connect()) {
      client.send(TestClient.numberFrame(7));
      assertThat(client.receiveNumber()).isEqualTo(7);
      client.sendLength(Integer.MIN_VALUE);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }
}
