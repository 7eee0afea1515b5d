package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.coordinator.runtime.CoordinatorLog.BatchForm;
import io.barnabas.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Decisions that are written together, and those between and behind them that have nothing to be
 * written.
 */
final class PendingBatch {
  private final RecordBatchBuilder builder;
  private final List<PendingAnswer<?>> answers = new ArrayList<>();
  private final long baseOffset;
  private final long begunNs;
  private boolean sealed;

  /**
   * @param baseOffset the offset that the first record will have, if nobody else appends
   */
  PendingBatch(BatchForm form, long baseOffset, long begunNs) {
    this.builder = new RecordBatchBuilder(form.compression(), form.compression().defaultLevel());
    this.baseOffset = baseOffset;
    this.begunNs = begunNs;
  }

  /** Whether records of so many bytes may still be added. */
  boolean hasRoom(int moreBytes, int maxBytes) {
    return !sealed && builder.uncompressedBytes() + moreBytes <= maxBytes;
  }

  long baseOffset() {
    return baseOffset;
  }

  /** The offset behind its records. */
  long nextOffset() {
    return baseOffset + builder.recordCount();
  }

  int recordCount() {
    return builder.recordCount();
  }

  int uncompressedBytes() {
    return builder.uncompressedBytes();
  }

  /** When its first decision was taken. */
  long begunNs() {
    return begunNs;
  }

  void add(EncodedRecords records, long timestampMs) {
    records.addTo(builder, timestampMs);
  }

  /** Adds an answer, behind those that were added before. */
  void add(PendingAnswer<?> answer) {
    answers.add(answer);
  }

  /** The batch's bytes; from now on it takes answers only. */
  ByteBuffer seal() {
    sealed = true;
    return builder.build();
  }

  void commit() {
    answers.forEach(PendingAnswer::commit);
  }

  /** The askers wait no longer; it may be committed all the same. */
  void giveUp(CoordinatorException why) {
    List.copyOf(answers).forEach(answer -> answer.giveUp(why));
  }

  void fail(CoordinatorException why) {
    answers.forEach(answer -> answer.fail(why));
  }
}
