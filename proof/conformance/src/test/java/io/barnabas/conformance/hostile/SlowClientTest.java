package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ApiKey;
import io.barnabas.protocol.message.FetchRequest.FetchPartition;
import io.barnabas.protocol.message.MetadataRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do too little. */
class SlowClientTest {
  private static final int UNWRITABLE_TRIES = 200;

  @TempDir static Path folder;
  private static Target target;

  @BeforeAll
  static void start() throws IOException {
    target = Target.start(BrokerSettings.in(folder).with("connections.max.idle.ms", "3000"));
  }

  @AfterAll
  static void stop() throws IOException {
    target.close();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    target.assertHealthy();
    target.assertNothingLeft();
    assertThat(target.errors()).isEmpty();
  }

  @Test
  void halfARequestAndThenSilenceIsClosedAsIdle() throws IOException {
    byte[] whole = Wire.frame(ApiKey.METADATA, 1, 1, new MetadataRequest().topics(null));
    try (Wire wire = Wire.to(target.broker())) {
      wire.sendBytes(ByteBuffer.allocate(4 + 10).putInt(whole.length).put(whole, 0, 10).array());
      target.assertHealthy();

      assertThat(wire.isClosedByBroker()).isTrue();
    }
  }

  /** Asks for 200 MB and more, over 20 connections, until the broker reads no further. */
  @Test
  void clientsThatNeverReadAreNotReadFromForEver() throws IOException {
    fillTopic();
    byte[] fetch =
        Wire.frame(ApiKey.FETCH, 11, 1, Requests.fetch(target.topic(), new FetchPartition()));
    ByteBuffer requests = ByteBuffer.allocate(1000 * (4 + fetch.length));
    for (int i = 0; i < 1000; i++) {
      requests.putInt(fetch.length).put(fetch);
    }
    List<SocketChannel> channels = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        SocketChannel channel = SocketChannel.open(target.broker().address());
        channels.add(channel);
        channel.configureBlocking(false);
        assertThat(isBlocked(channel, requests)).isTrue();
      }
      target.assertHealthy();
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  private static void fillTopic() throws IOException {
    try (Wire wire = Wire.to(target.broker())) {
      for (int i = 0; i < 4; i++) {
        assertThat(Requests.produced(wire, 9, target.topic(), Batches.of(20_000)).errorCode())
            .isZero();
      }
    }
  }

  /** Writes until the socket takes nothing for a while. */
  private static boolean isBlocked(SocketChannel channel, ByteBuffer requests) throws IOException {
    int unwritable = 0;
    for (int round = 0; round < 500 && unwritable < UNWRITABLE_TRIES; round++) {
      ByteBuffer more = requests.duplicate().flip();
      while (more.hasRemaining() && unwritable < UNWRITABLE_TRIES) {
        unwritable = channel.write(more) == 0 ? unwritable + 1 : 0;
        Thread.onSpinWait();
      }
    }
    return unwritable == UNWRITABLE_TRIES;
  }
}
