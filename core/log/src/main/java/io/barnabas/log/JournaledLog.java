package io.barnabas.log;

import io.barnabas.environment.Shard;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalKey;
import io.barnabas.log.journal.JournalSpan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What one log has in the journal: in which files, and up to which offset in each. When all of that
 * is durable in segments the files are released.
 */
final class JournaledLog {
  private static final long ALL = Long.MAX_VALUE;

  private final Shard shard;
  private final Journal journal;
  private final JournalKey key;
  private final ShardJournal owner;
  private final Supplier<CompletionStage<Void>> flush;
  private final LongSupplier recoveryPoint;
  private final List<Part> parts = new ArrayList<>();
  private int underWay;

  /** Something failed and came to a file that is not known, or to none. */
  private boolean hasFailed;

  private long durableOffset;
  private long flushedOffset;

  JournaledLog(
      Shard shard,
      Journal journal,
      JournalKey key,
      ShardJournal owner,
      Supplier<CompletionStage<Void>> flush,
      LongSupplier recoveryPoint) {
    this.shard = shard;
    this.journal = journal;
    this.key = key;
    this.owner = owner;
    this.flush = flush;
    this.recoveryPoint = recoveryPoint;
  }

  /** The offsets below an end that are in a file, or in one before. */
  private record Part(long sequence, long endOffset) {}

  TailMemory memory() {
    return owner.memory();
  }

  CompletionStage<Long> append(
      long segmentBaseOffset, long baseOffset, long nextOffset, List<ByteBuffer> batches) {
    if (underWay == 0) {
      durableOffset = baseOffset;
    }
    JournalSpan span =
        new JournalSpan(
            segmentBaseOffset, baseOffset, nextOffset, durableOffset, recoveryPoint.getAsLong());
    return underWay(journal.append(shard, key, span, batches));
  }

  private CompletionStage<Long> underWay(CompletionStage<Long> entry) {
    underWay++;
    return entry.whenComplete(
        (_, error) -> {
          underWay--;
          if (error != null) {
            hasFailed = true;
            onFlushed(flushedOffset); // no note follows
          }
        });
  }

  /** Notes that what the journal was found to have of the log is in segments, up to an offset. */
  void noteRecovered(long endOffset) {
    if (journal.foundSequence() > 0) {
      note(journal.foundSequence(), endOffset);
      onFlushed(flushedOffset); // or other logs would wait for the flush of an empty one
    }
  }

  /** Durably notes that the log ends at an offset. */
  CompletionStage<Void> cut(long offset) {
    return underWay(journal.cut(shard, key, offset))
        .thenAccept(
            sequence -> {
              limitTo(offset);
              note(sequence, offset);
            });
  }

  /** The log ends at an offset: what the journal has beyond it is of no use. */
  void limitTo(long offset) {
    flushedOffset = Math.min(flushedOffset, offset);
    parts.replaceAll(part -> new Part(part.sequence(), Math.min(part.endOffset(), offset)));
    if (!parts.isEmpty()) {
      owner.noteDirty(this);
    }
  }

  /** A file has what lies below an offset and is not in an earlier file. */
  void note(long sequence, long endOffset) {
    durableOffset = endOffset;
    if (!parts.isEmpty() && parts.getLast().sequence() == sequence) {
      parts.removeLast();
    }
    parts.add(new Part(sequence, endOffset));
    owner.noteDirty(this);
  }

  /** The oldest file that is kept for the log, {@link Long#MAX_VALUE} if none is. */
  long oldestKept() {
    return parts.isEmpty() ? Long.MAX_VALUE : parts.getFirst().sequence();
  }

  /** The oldest file that has something that may not be durable in segments. */
  long oldestSequence() {
    for (Part part : parts) {
      if (part.endOffset() > flushedOffset) {
        return part.sequence();
      }
    }
    return Long.MAX_VALUE;
  }

  /**
   * All below an offset is durable in segments. What is on its way to the journal may have come to
   * the youngest file that is known, or to a later one: while there is such a thing that file
   * stays.
   */
  void onFlushed(long offset) {
    flushedOffset = offset;
    long released = 0;
    int kept = underWay > 0 ? 1 : 0;
    while (parts.size() > kept && parts.getFirst().endOffset() <= offset) {
      released = parts.removeFirst().sequence();
    }
    if (hasFailed && underWay == 0 && parts.isEmpty()) {
      hasFailed = false;
      released = ALL;
    }
    release(released);
  }

  private void release(long sequence) {
    if (sequence > 0) {
      journal.release(shard, key, sequence).exceptionally(_ -> 0L);
      owner.noteReleased(this);
    }
  }

  /** The log needs nothing of the journal any more. */
  void releaseAll() {
    release(parts.isEmpty() ? journal.foundSequence() : parts.getLast().sequence());
    parts.clear();
    owner.forget(this);
  }

  CompletionStage<Void> flush() {
    return flush.get();
  }
}
