package io.barnabas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barnabas.client.ClientException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Runs a command as a tool: parses its options, and turns what goes wrong into a line. */
public final class Tool {
  private static final int FAILED = 1;
  private static final int USAGE_COLUMNS = 100;

  private Tool() {}

  /** Runs the command in this process and ends the process with its exit code. */
  public static void main(ToolFactory factory, String[] arguments) {
    Console console = Console.ofProcess();
    int exitCode = run(factory, console, arguments);
    console.out().flush();
    System.exit(exitCode);
  }

  /**
   * Runs the command.
   *
   * @return 0 if it did what it was asked; else 1, with a message on the error stream
   */
  public static int run(ToolFactory factory, Console console, String... arguments) {
    CommandLine line =
        commandLine(factory.create(console))
            .setAbbreviatedOptionsAllowed(true)
            .setUsageHelpWidth(USAGE_COLUMNS)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setOut(new PrintWriter(console.out(), true, UTF_8))
            .setErr(new PrintWriter(console.err(), true, UTF_8))
            .setParameterExceptionHandler((e, _) -> usageError(console, e.getCommandLine(), e))
            .setExecutionExceptionHandler((e, command, _) -> failure(console, command, e));
    addStandardOptions(line);
    return line.execute(arguments);
  }

  private static void addStandardOptions(CommandLine line) {
    line.addMixin("standard", new StandardOptions());
    line.getSubcommands().values().forEach(Tool::addStandardOptions);
  }

  private static CommandLine commandLine(Object command) {
    return command instanceof CommandLine prepared ? prepared : new CommandLine(command);
  }

  /** Makes what reads and prints on a console: a command, or a command line with subcommands. */
  @FunctionalInterface
  public interface ToolFactory {
    Object create(Console console);
  }

  private static int failure(Console console, CommandLine command, Exception e) throws Exception {
    return switch (e) {
      case UsageException usage -> usageError(console, command, usage);
      case ClientException failed -> {
        console
            .err()
            .println(command.getCommandSpec().qualifiedName() + ": " + failed.getMessage());
        yield FAILED;
      }
      default -> throw e;
    };
  }

  private static int usageError(Console console, CommandLine command, Exception e) {
    String name = command.getCommandSpec().qualifiedName();
    console.err().println(name + ": " + e.getMessage());
    console.err().println("Try '" + name + " --help'.");
    return FAILED;
  }
}
