package io.barnabas.cli.dump;

import io.barnabas.cli.Console;
import io.barnabas.client.ClientException;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.storage.ProducerSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** Shows what a partition knows of producers and their transactions. */
final class StateDump {
  private static final int CRC_END = 6;
  private static final int TRANSACTION_ENTRY_BYTES = 34;

  private final Console console;

  StateDump(Console console) {
    this.console = console;
  }

  /** The producers as of an offset. */
  void printProducers(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    for (ProducerSnapshot.ProducerEntry producer : read(file, bytes).producerEntries()) {
      console
          .out()
          .println(
              ("producerId: %d producerEpoch: %d coordinatorEpoch: %d currentTxnFirstOffset: %s"
                      + " lastTimestamp: %d %s")
                  .formatted(
                      producer.producerId(),
                      producer.epoch(),
                      producer.coordinatorEpoch(),
                      transactionStart(producer),
                      producer.timestamp(),
                      lastBatch(producer)));
    }
  }

  private static ProducerSnapshot read(Path file, ByteBuffer bytes) {
    try {
      short version = bytes.getShort(0);
      ProducerSnapshot snapshot = ProducerSnapshot.read(bytes.duplicate().position(2), version);
      CRC32C crc = new CRC32C();
      crc.update(bytes.duplicate().position(CRC_END));
      if (crc.getValue() != snapshot.crc()) {
        throw new ClientException(file + " is damaged: its checksum is wrong");
      }
      return snapshot;
    } catch (MalformedMessageException | IndexOutOfBoundsException e) {
      throw new ClientException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static OptionalLong transactionStart(ProducerSnapshot.ProducerEntry producer) {
    long offset = producer.currentTxnFirstOffset();
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  private static String lastBatch(ProducerSnapshot.ProducerEntry producer) {
    if (producer.lastOffset() < 0) {
      return "";
    }
    return "firstSequence: %d lastSequence: %d lastOffset: %d offsetDelta: %d timestamp: %d"
        .formatted(
            producer.lastSequence() - producer.offsetDelta() & Integer.MAX_VALUE,
            producer.lastSequence(),
            producer.lastOffset(),
            producer.offsetDelta(),
            producer.timestamp());
  }

  /** The aborted transactions of a segment. */
  void printAbortedTransactions(Path file) throws IOException {
    ByteBuffer entries = IndexEntries.read(file, TRANSACTION_ENTRY_BYTES);
    while (entries.hasRemaining()) {
      console
          .out()
          .println(
              "version: %d producerId: %d firstOffset: %d lastOffset: %d lastStableOffset: %d"
                  .formatted(
                      entries.getShort(),
                      entries.getLong(),
                      entries.getLong(),
                      entries.getLong(),
                      entries.getLong()));
    }
  }
}
