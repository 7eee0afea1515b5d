package io.barnabas.cli.storage;

import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.cli.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command behind kafka-storage.sh. */
@Command(
    name = "kafka-storage.sh",
    versionProvider = ToolVersion.class,
    description = "Prepares and describes log directories.",
    footer = {
      "",
      "Example:",
      "  kafka-storage.sh format --config config/server.properties \\",
      "    --cluster-id $(kafka-storage.sh random-uuid)"
    })
public final class StorageCommand implements Callable<Integer> {
  private StorageCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Console console) {
    return new CommandLine(new StorageCommand())
        .addSubcommand(new FormatCommand(console))
        .addSubcommand(new InfoCommand(console))
        .addSubcommand(new RandomUuidCommand(console));
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(StorageCommand::create, arguments);
  }

  @Override
  public Integer call() {
    throw new UsageException("say what to do: format, info or random-uuid");
  }
}
