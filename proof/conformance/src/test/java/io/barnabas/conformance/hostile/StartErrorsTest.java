package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a broker from starting is told in one line, and the exit code is 1. */
class StartErrorsTest {
  @TempDir Path folder;

  @Test
  void aPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      BrokerSettings settings =
          BrokerSettings.in(folder)
              .with("listeners", "PLAINTEXT://127.0.0.1:" + taken.getLocalPort());

      assertThat(lineOfFailure(settings)).contains(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void aDataFolderThatAnotherBrokerHas() throws IOException {
    BrokerSettings first = BrokerSettings.in(folder.resolve("first"));
    try (BrokerProcess running = BrokerProcess.start(first)) {
      Path data = folder.resolve("first").resolve("data");
      BrokerSettings second =
          BrokerSettings.in(folder.resolve("second")).with("log.dirs", data.toString());

      assertThat(lineOfFailure(second)).contains(data + " is in use by another broker");
      assertThat(running.isAlive()).isTrue();
    }
  }

  @Test
  void aDataFolderThatCanNotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Path data = file.resolve("data");

    assertThat(lineOfFailure(BrokerSettings.in(folder).with("log.dirs", data.toString())))
        .contains(data.toString());
  }

  /** Root may write to any folder but those of the kernel. */
  @Test
  void aDataFolderThatCanNotBeWritten() throws IOException {
    assertThat(lineOfFailure(BrokerSettings.in(folder).with("log.dirs", "/proc/1/data")))
        .contains("/proc/1/data");
  }

  @ParameterizedTest
  @CsvSource({
    "num.partitions, many",
    "num.partitions, 0",
    "log.retention.hours, a week",
    "compression.type, zip",
    "message.max.bytes, -1",
    "log.segment.bytes, 99999999999",
    "listeners, nonsense",
    "node.id, -5"
  })
  void aValueThatIsNotOne(String name, String value) throws IOException {
    assertThat(lineOfFailure(BrokerSettings.in(folder).with(name, value))).contains(value);
  }

  @Test
  void aNameThatIsNotKnownIsOnlyWarnedOf() throws IOException {
    BrokerSettings settings = BrokerSettings.in(folder).with("num.partitons", "3");
    try (BrokerProcess running = BrokerProcess.start(settings)) {
      assertThat(running.isAlive()).isTrue();
      assertThat(running.stderr())
          .singleElement()
          .asString()
          .contains("num.partitons", "num.partitions");
    }
  }

  private static String lineOfFailure(BrokerSettings settings) throws IOException {
    try (BrokerProcess process = BrokerProcess.launch(settings)) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.stdout()).isEmpty();
      assertThat(process.stderr()).hasSize(1);
      return process.stderr().getFirst();
    }
  }
}
