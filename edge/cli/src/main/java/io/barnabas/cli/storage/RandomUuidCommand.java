package io.barnabas.cli.storage;

import io.barnabas.cli.Console;
import picocli.CommandLine.Command;

/** {@code kafka-storage.sh random-uuid}. */
@Command(name = "random-uuid", description = "Print a random id for a cluster.")
final class RandomUuidCommand implements Runnable {
  private final Console console;

  RandomUuidCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.out().println(RandomUuid.next());
  }
}
