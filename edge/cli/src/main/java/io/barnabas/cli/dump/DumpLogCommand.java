package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.cli.Tool;
import io.barnabas.cli.ToolVersion;
import io.barnabas.client.ClientException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command behind kafka-dump-log.sh. */
@Command(
    name = "kafka-dump-log.sh",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    customSynopsis = "kafka-dump-log.sh --files FILE,... [OPTION]...",
    description = "Shows what is in the files of a log, and where they are damaged.",
    footer = {
      "",
      "Examples:",
      "  kafka-dump-log.sh --print-data-log --files data/orders-0/00000000000000000000.log",
      "  kafka-dump-log.sh --cluster-metadata-decoder \\",
      "    --files data/__cluster_metadata-0/00000000000000000000.log",
      "  kafka-dump-log.sh --deep-iteration --files data/1.journal",
      "  kafka-dump-log.sh --offsets-decoder \\",
      "    --files data/__consumer_offsets-0/00000000000000000000.log"
    })
public final class DumpLogCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Console console;
  @Mixin private final DumpOptions options = new DumpOptions();

  public DumpLogCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(DumpLogCommand::new, arguments);
  }

  /** A damaged file does not keep the others from being shown. */
  @Override
  public Integer call() {
    options.check();
    int exitCode = DONE;
    for (Path file : options.files) {
      console.out().println("Dumping " + file);
      try {
        print(SegmentFile.of(file));
      } catch (ClientException e) {
        exitCode = FAILED;
        console.err().println(e.getMessage());
      } catch (NoSuchFileException e) {
        exitCode = FAILED;
        console.err().println("there is no file " + e.getMessage());
      } catch (IOException e) {
        exitCode = FAILED;
        console.err().println("can't read " + file + ": " + e);
      }
    }
    return exitCode;
  }

  private void print(SegmentFile file) throws IOException {
    Path path = file.path();
    switch (file.kind()) {
      case ".log" -> {
        console.out().println("Log starting offset: " + file.baseOffset());
        new LogDump(options, console).print(path);
      }
      case ".checkpoint" -> {
        console.out().println(snapshotTitle(file));
        new LogDump(options, console).print(path);
      }
      case ".index" -> new IndexDump(options, console).print(new OffsetEntry.Kind(), file);
      case ".timeindex" -> new IndexDump(options, console).print(new TimeEntry.Kind(), file);
      case ".snapshot" -> new StateDump(console).printProducers(path);
      case ".txnindex" -> new StateDump(console).printAbortedTransactions(path);
      case ".journal" -> new JournalDump(options, console).print(path);
      default -> printText(path);
    }
  }

  private void printText(Path path) throws IOException {
    if (!new TextFileDump(console).print(path)) {
      console.err().println("Ignoring unknown file " + path);
    }
  }

  /** A snapshot is named by its end offset and epoch, but for the first. */
  private static String snapshotTitle(SegmentFile file) {
    String[] parts = file.base().split("-", -1);
    if (parts.length != 2) {
      return "KRaft bootstrap snapshot";
    }
    try {
      return "Snapshot end offset: "
          + Long.parseLong(parts[0])
          + ", epoch: "
          + Long.parseLong(parts[1]);
    } catch (NumberFormatException e) {
      throw new ClientException(
          file.path()
              + " is not named by an end offset and an epoch, as"
              + " 00000000000000000010-0000000003.checkpoint",
          e);
    }
  }
}
