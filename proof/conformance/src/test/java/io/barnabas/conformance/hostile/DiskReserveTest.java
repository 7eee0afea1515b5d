package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.OfficialAdmin;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.group.Eventually;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker on a file system of 64 MB, half of which is reserved. */
class DiskReserveTest {
  private static final long RESERVE_BYTES = 32 << 20;
  private static final int MAX_BATCHES = 2_000;

  @TempDir Path folder;
  private Path small = Path.of("");

  @BeforeEach
  void mount() throws IOException {
    small = Files.createDirectory(folder.resolve("small"));
    Command mount =
        Command.run(
            "", List.of("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", small.toString()));
    assumeTrue(mount.exitCode() == 0, "a small file system needs the right to mount one");
  }

  @AfterEach
  void unmount() throws IOException {
    Command.run("", List.of("umount", small.toString()));
  }

  @Test
  void producersLeaveTheReserveFreeAndGoOnWhenThereIsRoom() throws IOException {
    BrokerSettings settings =
        BrokerSettings.in(folder.resolve("broker"))
            .with("log.dirs", small.toString())
            .with("log.durability", "pagecache")
            .with("log.disk.reserve.bytes", String.valueOf(RESERVE_BYTES));
    try (BrokerProcess process = BrokerProcess.start(settings)) {
      Broker broker = process.broker();
      String topic =
          Topics.create(
              broker,
              "reserve",
              1,
              Map.of("segment.bytes", "1048576", "file.delete.delay.ms", "0"));
      fill(broker, topic);

      // Indexes and metadata may take a little of it.
      assertThat(Files.getFileStore(small).getUsableSpace())
          .isBetween(RESERVE_BYTES * 3 / 4, RESERVE_BYTES * 5 / 4);
      try (Wire wire = Wire.to(broker)) {
        assertThat(Requests.fetched(wire, 11, topic, 0).errorCode()).isZero();
      }
      try (OfficialAdmin admin = Clients.newest(broker).admin()) {
        admin.deleteRecords(topic, 0, -1);
      }
      Eventually.holds(() -> error(broker, topic) == ErrorCode.NONE, () -> "refused");
    }
  }

  private static void fill(Broker broker, String topic) {
    for (int i = 0; i < MAX_BATCHES; i++) {
      ErrorCode error = error(broker, topic);
      if (error != ErrorCode.NONE) {
        assertThat(error).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        return;
      }
    }
    throw new AssertionError("It was not refused");
  }

  private static ErrorCode error(Broker broker, String topic) {
    ByteBuffer batch = Batches.of(4_000);
    try (Wire wire = Wire.to(broker)) {
      return ErrorCode.forCode(Requests.produced(wire, 9, topic, batch).errorCode());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
