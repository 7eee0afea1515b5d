package io.barnabas.cli.storage;

import io.barnabas.cli.Console;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kafka-storage.sh info}. */
@Command(name = "info", description = "Show whose the log directories of a configuration are.")
final class InfoCommand implements Callable<Integer> {
  private static final int SOUND = 0;
  private static final int WITH_PROBLEMS = 1;

  private final Console console;

  @Option(
      names = {"--config", "-c"},
      paramLabel = "FILE",
      required = true,
      description = "The broker's server.properties. Required.")
  private Path config = Path.of("");

  InfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Path> paths = new LogDirectories(ServerConfigFile.read(config)).paths();
    List<String> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Map<String, String> metadata = Map.of();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        problems.add(path + " is not a directory.");
        continue;
      }
      found.add(path.toString());
      if (LogDirectories.isFormatted(path)) {
        metadata = LogDirectories.metadata(path);
      } else {
        problems.add(path + " is not formatted.");
      }
    }
    print("Found log director", "y", "ies", found);
    if (!metadata.isEmpty()) {
      console.out().println("Found metadata: " + metadata);
      console.out().println();
    }
    print("Found problem", "", "s", problems);
    return problems.isEmpty() ? SOUND : WITH_PROBLEMS;
  }

  private void print(String title, String singular, String plural, List<String> lines) {
    if (!lines.isEmpty()) {
      PrintStream out = console.out();
      out.println(title + (lines.size() == 1 ? singular : plural) + ":");
      lines.forEach(line -> out.println("  " + line));
      out.println();
    }
  }
}
