package io.barnabas.cli.consumer;

import io.barnabas.cli.Console;
import io.barnabas.client.ClientException;
import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.client.consumer.Consumer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reads and prints until a limit is reached or the process is told to stop; then says how many. */
final class RecordPrinting {
  private final Consumer consumer;
  private final RecordFormatter formatter;
  private final Console console;
  private final Limits limits;
  private final AtomicLong printed = new AtomicLong();

  /**
   * When to end.
   *
   * @param maxRecords after so many
   * @param idleMs when none has come for so long
   * @param skipUnprintable whether to go on after a record that can't be printed
   */
  record Limits(long maxRecords, long idleMs, boolean skipUnprintable) {}

  RecordPrinting(Consumer consumer, RecordFormatter formatter, Console console, Limits limits) {
    this.consumer = consumer;
    this.formatter = formatter;
    this.console = console;
    this.limits = limits;
  }

  void run() {
    Thread onInterrupt = new Thread(this::sayHowMany);
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      printUntilLimit();
    } finally {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
      sayHowMany();
    }
  }

  private void printUntilLimit() {
    long lastRecordNanos = System.nanoTime();
    do {
      List<ConsumedRecord> records = consumer.poll();
      if (!records.isEmpty()) {
        printAll(records);
        lastRecordNanos = System.nanoTime();
      }
    } while (printed.get() < limits.maxRecords && idleMs(lastRecordNanos) < limits.idleMs);
  }

  private static long idleMs(long sinceNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
  }

  private void printAll(List<ConsumedRecord> records) {
    for (ConsumedRecord record : records) {
      if (printed.get() == limits.maxRecords) {
        break;
      }
      print(record);
    }
    console.out().flush();
  }

  private void print(ConsumedRecord record) {
    try {
      formatter.print(record);
      printed.incrementAndGet();
    } catch (IllegalArgumentException e) {
      String where = record.partition() + " at offset " + record.record().offset();
      if (!limits.skipUnprintable) {
        throw new ClientException(
            "the record of " + where + " can't be printed: " + e.getMessage(), e);
      }
      console.err().println("left out the record of " + where + ": " + e.getMessage());
    }
  }

  private void sayHowMany() {
    console.out().flush();
    console.err().println("Processed a total of " + printed + " messages");
  }
}
