package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Command;
import io.barnabas.conformance.client.Topics;
import io.barnabas.conformance.wire.Batches;
import io.barnabas.conformance.wire.Requests;
import io.barnabas.conformance.wire.Wire;
import io.barnabas.protocol.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with two log dirs, one of them on a file system of a few megabytes. */
class DiskFullTest {
  private static final int TOPICS = 6;
  private static final int BATCHES = 200;

  @TempDir Path folder;
  private Path small = Path.of("");

  @BeforeEach
  void mount() throws IOException {
    small = Files.createDirectory(folder.resolve("small"));
    Command mount =
        Command.run(
            "", List.of("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString()));
    assumeTrue(mount.exitCode() == 0, "a small file system needs the right to mount one");
  }

  @AfterEach
  void unmount() throws IOException {
    Command.run("", List.of("umount", small.toString()));
  }

  @Test
  void partitionsOnAFullDiskAnswerSoAndTheRestGoesOn() throws IOException {
    Path large = folder.resolve("large");
    BrokerSettings settings =
        BrokerSettings.in(folder.resolve("broker"))
            .with("log.dirs", large + "," + small)
            .with("log.journal.file.bytes", "1048576")
            .with("log.journal.files", "2");
    try (BrokerProcess process = BrokerProcess.start(settings)) {
      List<String> full = new ArrayList<>();
      List<String> roomy = new ArrayList<>();
      place(process.broker(), full, roomy);

      assertThat(errorOfFilling(process.broker(), full.getFirst()))
          .isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
      for (String topic : roomy) {
        try (Wire wire = Wire.to(process.broker())) {
          assertThat(Requests.produced(wire, 9, topic, Batches.of(100)).errorCode()).isZero();
          assertThat(Batches.entries(Requests.records(Requests.fetched(wire, 11, topic, 0))))
              .hasSize(101);
        }
      }
      assertThat(process.isAlive()).isTrue();
    }
  }

  /** Makes topics and sorts them by the disk their partition is on. */
  private void place(Broker broker, List<String> full, List<String> roomy) throws IOException {
    for (int i = 0; i < TOPICS; i++) {
      String topic = Topics.create(broker, "full");
      try (Wire wire = Wire.to(broker)) {
        Requests.produced(wire, 9, topic, Batches.of(1));
      }
      (Files.exists(small.resolve(topic + "-0")) ? full : roomy).add(topic);
    }
    assertThat(full).isNotEmpty();
    assertThat(roomy).isNotEmpty();
    for (String topic : roomy) {
      try (Wire wire = Wire.to(broker)) {
        assertThat(Requests.fetched(wire, 11, topic, 0).highWatermark()).isEqualTo(1);
      }
    }
  }

  private static ErrorCode errorOfFilling(Broker broker, String topic) throws IOException {
    ByteBuffer batch = Batches.of(10_000);
    try (Wire wire = Wire.to(broker)) {
      for (int i = 0; i < BATCHES; i++) {
        short error = Requests.produced(wire, 9, topic, batch).errorCode();
        if (error != 0) {
          return ErrorCode.forCode(error);
        }
      }
    }
    return ErrorCode.NONE;
  }
}
