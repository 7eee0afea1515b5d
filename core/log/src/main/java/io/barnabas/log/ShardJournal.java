package io.barnabas.log;

import io.barnabas.environment.Shard;
import io.barnabas.log.journal.Journal;
import io.barnabas.log.journal.JournalKey;
import io.barnabas.log.journal.RecoveredLog;
import java.util.LinkedHashSet;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log directory's journal as the logs of one shard use it, with the memory that they share. As
 * files fill up it has those logs flushed that keep the oldest of them, a few at a time, so that
 * the journal stays small and the disk is not asked for everything at once.
 */
public final class ShardJournal {
  private static final int MAX_FLUSHES = 2;

  private final Shard shard;
  private final Journal journal;
  private final TailMemory memory;

  /** Logs with something in the journal that is not released, longest so first. */
  private final LinkedHashSet<JournaledLog> dirty = new LinkedHashSet<>();

  private long lastSequence;
  private int flushes;

  private ShardJournal(Shard shard, Journal journal, TailMemory memory) {
    this.shard = shard;
    this.journal = journal;
    this.memory = memory;
    lastSequence = journal.foundSequence();
  }

  /** Begins to use a journal on a shard; to be called on it. */
  public static ShardJournal of(Shard shard, Journal journal, TailMemory memory) {
    ShardJournal begun = new ShardJournal(shard, journal, memory);
    journal.subscribe(shard, begun::onFileBegun).exceptionally(_ -> 0L);
    return begun;
  }

  TailMemory memory() {
    return memory;
  }

  JournaledLog register(
      LogIdentity identity, Supplier<CompletionStage<Void>> flush, LongSupplier recoveryPoint) {
    return new JournaledLog(shard, journal, key(identity), this, flush, recoveryPoint);
  }

  static JournalKey key(LogIdentity identity) {
    return new JournalKey(
        identity.topicId(),
        identity.topicPartition().topic(),
        identity.topicPartition().partition());
  }

  /**
   * What was found of a log. Of one that was closed in order all is in its files.
   *
   * @param used null where there is no journal
   */
  static RecoveredLog recovered(
      @Nullable ShardJournal used, LogIdentity identity, StartPoint start) {
    return used == null || start.cleanShutdown()
        ? RecoveredLog.NOTHING
        : used.journal.recovered(key(identity));
  }

  private void onFileBegun(long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
    flushOldest();
  }

  void noteDirty(JournaledLog log) {
    dirty.add(log);
    if (log.oldestSequence() <= journal.foundSequence()) {
      flushOldest();
    }
  }

  void noteReleased(JournaledLog log) {
    dirty.remove(log);
    if (log.oldestSequence() < Long.MAX_VALUE) {
      dirty.add(log);
    }
  }

  void forget(JournaledLog log) {
    dirty.remove(log);
  }

  /**
   * Those whose oldest file should be free by now: half of the files are for what comes next. Of
   * one that was cut where it had been flushed the flush only lets the files go.
   */
  private void flushOldest() {
    long due = Math.max(journal.foundSequence(), lastSequence - journal.terms().fileCount() / 2);
    while (flushes < MAX_FLUSHES && !dirty.isEmpty()) {
      JournaledLog oldest = dirty.getFirst();
      if (oldest.oldestKept() == Long.MAX_VALUE) {
        dirty.removeFirst();
        continue;
      }
      if (oldest.oldestKept() > due) {
        return;
      }
      dirty.removeFirst();
      flushes++;
      oldest.flush().whenComplete((_, error) -> onFlushed(oldest, error == null));
    }
  }

  /** A log that can't be flushed is asked again when it has become well, and written to. */
  private void onFlushed(JournaledLog log, boolean isWell) {
    flushes--;
    if (isWell && log.oldestSequence() < Long.MAX_VALUE) {
      dirty.add(log);
    }
    flushOldest();
  }
}
