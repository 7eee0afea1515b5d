package io.barnabas.cli.front;

import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.cli.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command behind bin/barnabas. */
@Command(
    name = "barnabas",
    versionProvider = ToolVersion.class,
    description =
        "What Barnabas can do besides what Kafka's tools do. Each subcommand has a --help of its"
            + " own.",
    footer = {"", "Example:", "  barnabas import-kafka --check /var/lib/kafka/data"})
public final class BarnabasCommand implements Callable<Integer> {
  private BarnabasCommand() {}

  /** The command with its subcommands. */
  public static CommandLine create(Console console) {
    return new CommandLine(new BarnabasCommand()).addSubcommand(new ImportKafkaCommand(console));
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(BarnabasCommand::create, arguments);
  }

  @Override
  public Integer call() {
    throw new UsageException("say what to do: import-kafka");
  }
}
