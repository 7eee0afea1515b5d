package io.barnabas.coordinator.runtime;

import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.environment.Shard;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.record.RecordBatch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays decisions at once and writes them behind: what is decided in one turn of the shard goes
 * into one batch, and so does what is decided while as many batches are being written as may be.
 * When a batch fails, all behind it fail with it, those that are being written too, because they
 * built on it. To be used on one shard.
 */
final class DecisionWriter {
  private static final Logger log = LoggerFactory.getLogger(DecisionWriter.class);

  /**
   * With one, a decision waited for two rounds of the disk instead of one and a half; a third
   * gained nothing.
   */
  private static final int MAX_UNDER_WAY = 2;

  private final Shard shard;
  private final CoordinatorLog coordinatorLog;
  private final StateMachine machine;
  private final UndoLog undoLog;
  private final CoordinatorMetrics metrics;
  private final Runnable onDiverged;

  /** What the log has been given and has not committed, in order. */
  private final ArrayDeque<PendingBatch> underWay = new ArrayDeque<>();

  private final ArrayDeque<PendingBatch> waiting = new ArrayDeque<>();
  private final CommitTimeout timeout;
  private boolean turnEndAwaited;
  private boolean ended;

  /**
   * @param onDiverged told when somebody else's records turned up in the log
   */
  DecisionWriter(
      Shard shard,
      CoordinatorLog coordinatorLog,
      StateMachine machine,
      UndoLog undoLog,
      CoordinatorMetrics metrics,
      Runnable onDiverged) {
    this.shard = shard;
    this.coordinatorLog = coordinatorLog;
    this.machine = machine;
    this.undoLog = undoLog;
    this.metrics = metrics;
    this.onDiverged = onDiverged;
    timeout = new CommitTimeout(shard, coordinatorLog, this::uncommitted);
  }

  /**
   * Takes a decision over. Its answer goes out when it is committed, and when all is on which it
   * was decided.
   */
  <T> CompletionStage<T> take(Decision<T> decision) {
    PendingAnswer<T> answer = new PendingAnswer<>(decision);
    if (!decision.records().isEmpty()) {
      takeRecords(decision.records(), answer);
    } else {
      PendingBatch last = last();
      if (last == null) {
        answer.commit();
      } else {
        last.add(answer);
      }
    }
    return answer.stage();
  }

  private void takeRecords(List<CoordinatorRecord> records, PendingAnswer<?> answer) {
    try {
      EncodedRecords encoded = EncodedRecords.of(records);
      int maxBytes = coordinatorLog.batchForm().maxBytes();
      if (RecordBatch.HEADER_BYTES + encoded.maxBytes() > maxBytes) {
        answer.fail(tooLarge(encoded, maxBytes));
        return;
      }
      long timestampMs = shard.clock().wallMs();
      PendingBatch batch = batchFor(encoded, maxBytes);
      replay(records, batch.nextOffset(), timestampMs);
      batch.add(encoded, timestampMs);
      batch.add(answer);
      if (waiting.peekLast() != batch) {
        waiting.add(batch);
      }
      writeAtTurnEnd();
      timeout.watch();
    } catch (RuntimeException defect) {
      log.error("A decision of {} can't be taken over", coordinatorLog.name(), defect);
      answer.fail(
          new CoordinatorException(
              ErrorCode.UNKNOWN_SERVER_ERROR, "the coordinator failed; the log says more"));
    }
  }

  /** Kafka, too, has no better word for it: a commit that large was never sensible. */
  private CoordinatorException tooLarge(EncodedRecords encoded, int maxBytes) {
    log.warn(
        "A decision of {} is refused: its {} records of {} bytes exceed a batch of {}",
        coordinatorLog.name(),
        encoded.records().size(),
        encoded.maxBytes(),
        maxBytes);
    return new CoordinatorException(
        ErrorCode.UNKNOWN_SERVER_ERROR,
        "%d bytes of records exceed a batch of %d".formatted(encoded.maxBytes(), maxBytes));
  }

  private PendingBatch batchFor(EncodedRecords encoded, int maxBytes) {
    PendingBatch last = last();
    if (last != null && last.hasRoom(encoded.maxBytes(), maxBytes)) {
      return last;
    }
    long baseOffset = last == null ? coordinatorLog.endOffset() : last.nextOffset();
    return new PendingBatch(coordinatorLog.batchForm(), baseOffset, shard.clock().monotonicNs());
  }

  private @Nullable PendingBatch last() {
    return waiting.isEmpty() ? underWay.peekLast() : waiting.getLast();
  }

  private void replay(List<CoordinatorRecord> records, long baseOffset, long timestampMs) {
    undoLog.begin(baseOffset);
    long offset = baseOffset;
    try {
      for (CoordinatorRecord record : records) {
        machine.replay(record, new RecordOrigin(offset++, timestampMs, RecordBatch.NO_PRODUCER_ID));
      }
    } catch (RuntimeException defect) {
      undoLog.undoFrom(baseOffset);
      throw defect;
    } finally {
      undoLog.pause();
    }
  }

  private void writeAtTurnEnd() {
    if (underWay.size() < MAX_UNDER_WAY && !turnEndAwaited) {
      turnEndAwaited = true;
      shard.execute(
          () -> {
            turnEndAwaited = false;
            write();
          });
    }
  }

  private void write() {
    while (underWay.size() < MAX_UNDER_WAY && !waiting.isEmpty()) {
      PendingBatch batch = waiting.removeFirst();
      underWay.add(batch);
      append(batch.seal()).whenComplete((offset, failure) -> onAppended(batch, offset, failure));
    }
  }

  private CompletionStage<Long> append(ByteBuffer batch) {
    try {
      return coordinatorLog.append(batch);
    } catch (RuntimeException defect) {
      return CompletableFuture.failedStage(defect);
    }
  }

  private void onAppended(PendingBatch batch, @Nullable Long offset, @Nullable Throwable failure) {
    if (ended || underWay.peekFirst() != batch) {
      return; // it has failed already, with one before it
    }
    if (offset == null) {
      fail(refusal(failure));
      return;
    }
    metrics.onCommitted(
        batch.recordCount(),
        batch.uncompressedBytes(),
        shard.clock().monotonicNs() - batch.begunNs());
    underWay.removeFirst();
    undoLog.forgetBefore(batch.nextOffset());
    write();
    batch.commit();
    if (offset != batch.baseOffset()) {
      log.error(
          "{} has records that are not of its coordinator: expected {} to be the next offset, but"
              + " it is {}. The coordinator loads again",
          coordinatorLog.name(),
          batch.baseOffset(),
          offset);
      onDiverged.run();
    }
  }

  private CoordinatorException refusal(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof CoordinatorException known) {
      log.warn("{} could not be written: {}", coordinatorLog.name(), known.getMessage());
      return known;
    }
    log.error("{} could not be written", coordinatorLog.name(), cause);
    return new CoordinatorException(
        ErrorCode.UNKNOWN_SERVER_ERROR, "the coordinator's log failed; the broker's log says more");
  }

  /** Back to what is committed. */
  private void fail(CoordinatorException why) {
    undoLog.undoAll();
    for (PendingBatch batch : takeAll()) {
      metrics.onWriteFailed(batch.recordCount());
      batch.fail(why);
    }
  }

  /** Fails all that is not committed yet; nothing is taken over any more. */
  void end(CoordinatorException why) {
    ended = true;
    takeAll().forEach(batch -> batch.fail(why));
  }

  private List<PendingBatch> takeAll() {
    List<PendingBatch> all = uncommitted();
    underWay.clear();
    waiting.clear();
    return all;
  }

  private List<PendingBatch> uncommitted() {
    List<PendingBatch> all = new ArrayList<>(underWay);
    all.addAll(waiting);
    return all;
  }
}
