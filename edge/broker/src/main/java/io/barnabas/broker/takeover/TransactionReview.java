package io.barnabas.broker.takeover;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.log.BatchScanner;
import io.barnabas.metadata.takeover.Finding;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.coordinator.TransactionLogKey;
import io.barnabas.protocol.coordinator.TransactionLogValue;
import io.barnabas.record.InvalidBatchException;
import io.barnabas.record.Record;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what Kafka's transaction coordinator has written into {@code __transaction_state}: nobody
 * here would end a transaction that is in progress. Blocking.
 */
final class TransactionReview {
  private static final byte ONGOING = 1;
  private static final byte PREPARE_COMMIT = 2;
  private static final byte PREPARE_ABORT = 3;

  private final Volume volume;

  /** The last status of each transactional id. */
  private final Map<String, Byte> statuses = new TreeMap<>();

  private TransactionReview(Volume volume) {
    this.volume = volume;
  }

  /**
   * Looks through the partitions of the topic.
   *
   * @param folders those of its partitions
   */
  static List<Finding> of(Volume volume, List<Path> folders) throws IOException {
    TransactionReview review = new TransactionReview(volume);
    for (Path folder : folders) {
      review.readPartition(folder);
    }
    return review.findings();
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    List<String> open =
        statuses.entrySet().stream()
            .filter(entry -> isOpen(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!open.isEmpty()) {
      findings.add(
          Finding.refused(
              "the transactions of %s are in progress: start Kafka again, and stop it when they are committed or aborted"
                  .formatted(open)));
    }
    if (!statuses.isEmpty()) {
      findings.add(
          Finding.kept(
              "%d transactional ids in __transaction_state: this release serves no transactions"
                  .formatted(statuses.size())));
    }
    return findings;
  }

  private static boolean isOpen(byte status) {
    return status == ONGOING || status == PREPARE_COMMIT || status == PREPARE_ABORT;
  }

  private void readPartition(Path folder) throws IOException {
    for (Volume.Entry entry : volume.list(folder)) {
      if (entry.name().endsWith(".log")) {
        readSegment(folder.resolve(entry.name()));
      }
    }
  }

  private void readSegment(Path file) throws IOException {
    try (VolumeFile log = volume.open(file, OpenMode.READ)) {
      BatchScanner scanner = new BatchScanner(log, 0, log.size());
      while (scanner.next() != null) {
        RecordBatch batch = scanner.whole();
        if (batch.isCrcValid() && !batch.isControl()) {
          read(batch);
        }
      }
    } catch (InvalidBatchException | MalformedMessageException e) {
      throw new TakeoverRefusedException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private void read(RecordBatch batch) {
    for (Record record : batch.records(Integer.MAX_VALUE)) {
      ByteBuffer key = record.key();
      if (key != null && key.remaining() >= Short.BYTES && key.getShort() == 0) {
        String id = TransactionLogKey.read(key, (short) 0).transactionalId();
        ByteBuffer value = record.value();
        if (value == null) {
          statuses.remove(id);
        } else {
          statuses.put(id, status(value));
        }
      }
    }
  }

  private static byte status(ByteBuffer value) {
    if (value.remaining() < Short.BYTES) {
      throw new MalformedMessageException("a value without a version");
    }
    short version = value.getShort();
    return TransactionLogValue.read(value, version).transactionStatus();
  }
}
