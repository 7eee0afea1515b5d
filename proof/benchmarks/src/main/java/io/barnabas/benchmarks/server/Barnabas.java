package io.barnabas.benchmarks.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This broker as its start script starts it.
 *
 * @param title how the table calls it
 * @param root the repository's folder
 * @param settings {@code name=value} each, besides what every start needs
 */
public record Barnabas(String title, Path root, List<String> settings) implements Contestant {
  @Override
  public List<String> prepare(Path folder, int port) {
    List<String> command =
        new ArrayList<>(List.of(root.resolve("bin/kafka-server-start.sh").toString()));
    override(command, "listeners=PLAINTEXT://localhost:" + port);
    override(command, "log.dirs=" + folder.resolve("data"));
    // Kafka's default, which our own file changes.
    override(command, "group.initial.rebalance.delay.ms=3000");
    settings.forEach(setting -> override(command, setting));
    return command;
  }

  private static void override(List<String> command, String setting) {
    command.add("--override");
    command.add(setting);
  }
}
