package io.barnabas.cli.storage;

import io.barnabas.cli.Console;
import io.barnabas.client.ClientException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kafka-storage.sh format}. */
@Command(
    name = "format",
    sortOptions = false,
    description =
        "Give the log directories of a configuration to a cluster. A broker does it by"
            + " itself when it starts on new ones.")
final class FormatCommand implements Callable<Integer> {
  private static final int DONE = 0;

  private final Console console;

  @Option(
      names = {"--config", "-c"},
      paramLabel = "FILE",
      required = true,
      description = "The broker's server.properties. Required.")
  private Path config = Path.of("");

  @Option(
      names = {"--cluster-id", "-t"},
      paramLabel = "ID",
      required = true,
      description = "The cluster's id, as random-uuid prints one. Required.")
  private String clusterId = "";

  @Option(
      names = {"--ignore-formatted", "-g"},
      description = "Leave alone what belongs to a cluster already.")
  private boolean ignoreFormatted;

  @Option(
      names = {"--standalone", "-s", "--no-initial-controllers", "-N"},
      description = "Taken so that scripts go on working; without effect.")
  @SuppressWarnings("UnusedVariable")
  private boolean withoutEffect;

  @Option(
      names = {"--release-version", "-r", "--feature", "-f"},
      paramLabel = "VALUE",
      description = "Taken so that scripts go on working; without effect.")
  @SuppressWarnings("UnusedVariable")
  private List<String> releases = List.of();

  FormatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!clusterId.matches("[A-Za-z0-9_-]+")) {
      throw new ClientException(
          "'" + clusterId + "' is not a cluster id; kafka-storage.sh random-uuid prints one");
    }
    LogDirectories directories = new LogDirectories(ServerConfigFile.read(config));
    List<Path> unformatted = unformatted(directories);
    if (unformatted.isEmpty()) {
      console.out().println("All of the log directories are already formatted.");
      return DONE;
    }
    directories.format(unformatted, clusterId);
    unformatted.forEach(path -> console.out().println("Formatting log directory " + path + "."));
    return DONE;
  }

  private List<Path> unformatted(LogDirectories directories) {
    for (Path path : directories.paths()) {
      if (!ignoreFormatted && LogDirectories.isFormatted(path)) {
        throw new ClientException(
            "Log directory "
                + path
                + " is already formatted. Use --ignore-formatted to ignore this directory and format"
                + " the others.");
      }
    }
    return directories.paths().stream().filter(path -> !LogDirectories.isFormatted(path)).toList();
  }
}
