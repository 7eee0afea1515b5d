package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.environment.real.NioVolume;
import io.barnabas.log.journal.JournalEntry;
import io.barnabas.log.journal.JournalInspection;
import io.barnabas.log.journal.JournalInspection.Finding;
import io.barnabas.log.journal.JournalInspection.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Shows the entries of a journal file, where it ends, and where it is damaged. */
final class JournalDump {
  private final DumpOptions options;
  private final Console console;

  JournalDump(DumpOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  void print(Path file) throws IOException {
    Optional<Report> inspected = new JournalInspection(new NioVolume()).inspect(file);
    if (inspected.isEmpty()) {
      console.out().println("Nothing is in this file: it has no header.");
      return;
    }
    Report report = inspected.get();
    console
        .out()
        .println(
            "Journal sequence: %d, the file before ends at position: %d"
                .formatted(report.sequence(), report.previousEnd()));
    for (Finding finding : report.findings()) {
      print(file, finding);
    }
    console
        .out()
        .println(
            "End at position: %d, %s"
                .formatted(
                    report.end(),
                    report.isEndTold()
                        ? "as the next file says"
                        : "where no commit of this file begins"));
  }

  private void print(Path file, Finding finding) throws IOException {
    switch (finding) {
      case Finding.Sound sound -> {
        console.out().println(text(sound.entry(), true));
        printBatches(file, sound.entry());
      }
      case Finding.Damaged damaged -> {
        if (damaged.entry() != null) {
          console.out().println(text(damaged.entry(), false));
        }
        console
            .err()
            .println("%s: what is at position %d is damaged".formatted(file, damaged.position()));
      }
    }
  }

  private static String text(JournalEntry entry, boolean isValid) {
    return entry.isCut()
        ? "position: %d partition: %s topicId: %s cutTo: %d"
            .formatted(
                entry.position(), entry.key(), entry.key().topicId(), entry.span().baseOffset())
        : ("position: %d partition: %s topicId: %s segment: %d baseOffset: %d lastOffset: %d"
                + " size: %d crc: %d isvalid: %s")
            .formatted(
                entry.position(),
                entry.key(),
                entry.key().topicId(),
                entry.span().segmentBaseOffset(),
                entry.span().baseOffset(),
                entry.span().nextOffset() - 1,
                entry.sizeBytes(),
                Integer.toUnsignedLong(entry.crc()),
                isValid);
  }

  private void printBatches(Path file, JournalEntry entry) throws IOException {
    if (options.showsRecords() && !entry.isCut()) {
      new LogDump(options, console)
          .print(file, entry.position(), entry.position() + entry.sizeBytes());
    }
  }
}
