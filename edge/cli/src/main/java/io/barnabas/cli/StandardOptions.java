package io.barnabas.cli;

import picocli.CommandLine.Option;

/** What every tool understands. */
@SuppressWarnings("UnusedVariable") // picocli acts on them
final class StandardOptions {
  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;
}
