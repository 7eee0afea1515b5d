package io.barnabas.cli.consumer;

import io.barnabas.cli.Console;
import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.consumer.ConsumedRecord;
import io.barnabas.client.consumer.RecordSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads and prints until a limit is reached or the process is told to stop; then says how many. */
final class RecordPrinting {
  private final RecordSource source;
  private final RecordFormatter formatter;
  private final Console console;
  private final Limits limits;
  private long printed;

  /**
   * When to end.
   *
   * @param maxRecords after so many
   * @param idleMs when none has come for so long
   * @param skipUnprintable whether to go on after a record that can't be printed
   */
  record Limits(long maxRecords, long idleMs, boolean skipUnprintable) {}

  RecordPrinting(RecordSource source, RecordFormatter formatter, Console console, Limits limits) {
    this.source = source;
    this.formatter = formatter;
    this.console = console;
    this.limits = limits;
  }

  /**
   * Prints records until a limit is reached, or the end is asked for.
   *
   * @throws ClientException if they can't be read or printed
   */
  void run(OrderlyEnd end) {
    try {
      printUntilLimit(end);
    } catch (ClientException e) {
      // An interrupt has done its work: what is left to do may wait for a broker again.
      if (!Thread.interrupted() && !end.isAskedFor()) {
        throw e;
      }
    } finally {
      sayHowMany();
    }
  }

  private void printUntilLimit(OrderlyEnd end) {
    long lastRecordNanos = System.nanoTime();
    do {
      List<ConsumedRecord> records = source.poll();
      if (!records.isEmpty()) {
        printAll(records);
        lastRecordNanos = System.nanoTime();
      }
    } while (printed < limits.maxRecords
        && idleMs(lastRecordNanos) < limits.idleMs
        && !end.isAskedFor());
  }

  private static long idleMs(long sinceNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
  }

  private void printAll(List<ConsumedRecord> records) {
    Map<TopicPartition, Long> unprinted = new HashMap<>();
    for (ConsumedRecord record : records) {
      if (printed < limits.maxRecords) {
        print(record);
      } else {
        unprinted.putIfAbsent(record.partition(), record.record().offset());
      }
    }
    source.rewind(unprinted);
    console.out().flush();
  }

  private void print(ConsumedRecord record) {
    try {
      formatter.print(record);
      printed++;
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
