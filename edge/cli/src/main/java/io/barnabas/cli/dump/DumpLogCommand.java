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
      "  kafka-dump-log.sh --offsets-decoder \\",
      "    --files data/__consumer_offsets-0/00000000000000000000.log"
    })
public final class DumpLogCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final String LEADER_EPOCHS = "leader-epoch-checkpoint";

  private final Console console;
  @Mixin private final DumpOptions options = new DumpOptions();

  public DumpLogCommand(Console console) {
    this.console = console;
  }

  /** Runs the tool. */
  public static void main(String[] arguments) {
    Tool.main(DumpLogCommand::new, arguments);
  }

  @Override
  public Integer call() {
    options.check();
    for (Path file : options.files) {
      console.out().println("Dumping " + file);
      try {
        print(SegmentFile.of(file));
      } catch (NoSuchFileException e) {
        throw new ClientException("there is no file " + e.getMessage(), e);
      } catch (IOException e) {
        throw new ClientException("can't read " + file + ": " + e, e);
      }
    }
    return DONE;
  }

  private void print(IndexDump.Kind kind, SegmentFile file) throws IOException {
    new IndexDump(options, console).print(kind, file.path(), file.baseOffset());
  }

  private void print(SegmentFile file) throws IOException {
    Path path = file.path();
    switch (file.suffix()) {
      case ".log" -> {
        console.out().println("Log starting offset: " + file.baseOffset());
        new LogDump(options, console).print(path);
      }
      case ".checkpoint" -> {
        console.out().println(snapshotTitle(file));
        new LogDump(options, console).print(path);
      }
      case ".index" -> print(new OffsetEntry.Kind(), file);
      case ".timeindex" -> print(new TimeEntry.Kind(), file);
      case ".snapshot" -> new StateDump(console).printProducers(path);
      case ".txnindex" -> new StateDump(console).printAbortedTransactions(path);
      case LEADER_EPOCHS -> new StateDump(console).printLeaderEpochs(path);
      default -> console.err().println("Ignoring unknown file " + path);
    }
  }

  /** A snapshot is named by its end offset and epoch, but for the first. */
  private static String snapshotTitle(SegmentFile file) {
    String[] parts = file.base().split("-", -1);
    return parts.length == 2
        ? "Snapshot end offset: "
            + Long.parseLong(parts[0])
            + ", epoch: "
            + Long.parseLong(parts[1])
        : "KRaft bootstrap snapshot";
  }
}
