package io.barnabas.benchmarks.server;

import java.nio.file.Path;
import java.util.List;

/**
 * This broker as its start script starts it.
 *
 * @param root the repository's folder
 */
public record Barnabas(Path root) implements Contestant {
  @Override
  public String title() {
    return BARNABAS;
  }

  @Override
  public List<String> prepare(Path folder, int port) {
    return List.of(
        root.resolve("bin/kafka-server-start.sh").toString(),
        "--override",
        "listeners=PLAINTEXT://localhost:" + port,
        "--override",
        "log.dirs=" + folder.resolve("data"),
        // Kafka's default, which our own file changes.
        "--override",
        "group.initial.rebalance.delay.ms=3000");
  }
}
