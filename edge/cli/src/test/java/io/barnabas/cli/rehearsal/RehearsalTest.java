package io.barnabas.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.barnabas.cli.endtoend.TestBroker;
import io.barnabas.client.ClientConfig;
import io.barnabas.client.Cluster;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal that stops half-way only makes brokers slower, and nobody would see it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RehearsalTest {
  private static final int FEW = 400;

  @Test
  void everyToolGoesThrough(@TempDir Path data) {
    try (TestBroker broker = TestBroker.start(data)) {
      assertThat(new ToolRehearsal(broker.server(), data).run()).isEmpty();
    }
  }

  @Test
  void everySceneGoesThrough(@TempDir Path data) {
    try (TestBroker broker = TestBroker.start(data);
        Cluster cluster = new Cluster(ClientConfig.of(broker.server(), "rehearsal"))) {
      assertThatCode(() -> new Scenes(cluster, FEW).play()).doesNotThrowAnyException();
    }
  }
}
