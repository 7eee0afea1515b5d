package io.barnabas.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.conformance.broker.BrokerSettings;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleConnectionsTest {
  private static final int IDLE = 10_000;
  private static final int NEEDED_DESCRIPTORS = IDLE + 1_000;

  @TempDir Path folder;

  /**
   * The backlog of 50 that is Kafka's default would have the kernel turn some away for a second.
   */
  @Test
  void tenThousandAreHeldBesideAHealthyClient() throws IOException {
    assumeTrue(
        openFilesLimit() >= NEEDED_DESCRIPTORS,
        "needs " + NEEDED_DESCRIPTORS + " file descriptors: ulimit -n");
    BrokerSettings settings = BrokerSettings.in(folder).with("socket.listen.backlog.size", "4096");
    List<SocketChannel> channels = new ArrayList<>();
    try (Target target = Target.start(settings)) {
      for (int i = 0; i < IDLE; i++) {
        channels.add(SocketChannel.open(target.broker().address()));
      }
      target.assertHealthy();
      assertThat(target.openDescriptors()).isGreaterThan(IDLE);
      for (SocketChannel channel : channels) {
        channel.close();
      }
      target.assertHealthy();
      target.assertNothingLeft();
      assertThat(target.errors()).isEmpty();
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }

  /** The soft limit of this process, which the broker's inherits. */
  private static long openFilesLimit() throws IOException {
    Path limits = Path.of("/proc/self/limits");
    if (!Files.exists(limits)) {
      return 0;
    }
    String line =
        Files.readAllLines(limits).stream()
            .filter(candidate -> candidate.startsWith("Max open files"))
            .findFirst()
            .orElse("Max open files 0 0 files");
    return Arrays.stream(line.split("\\s+"))
        .filter(word -> word.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
