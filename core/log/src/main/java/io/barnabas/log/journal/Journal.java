package io.barnabas.log.journal;

import io.barnabas.environment.CommitLane;
import io.barnabas.environment.Shard;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/**
 * The journal of one log directory. All shards append to it, each on its own thread; what waits at
 * the same time becomes durable together. Files are made when there is something to put into them.
 */
public final class Journal {
  private final CommitLane<JournalRequest, Long> lane;
  private final JournalTerms terms;
  private final RecoveredEntries recovered;
  private final long foundSequence;

  private Journal(
      CommitLane<JournalRequest, Long> lane,
      JournalTerms terms,
      RecoveredEntries recovered,
      long foundSequence) {
    this.lane = lane;
    this.terms = terms;
    this.recovered = recovered;
    this.foundSequence = foundSequence;
  }

  /**
   * Opens the journal of a directory, which is there, and reads what an unclean stop has left.
   * Fails with {@link java.io.IOException}.
   */
  public static CompletionStage<Journal> open(Shard shard, Path folder, JournalTerms terms) {
    RecoveredEntries entries = new RecoveredEntries();
    return shard
        .disk()
        .lane(folder.hashCode())
        .submit(volume -> new JournalScan(volume, folder, entries).run())
        .thenApply(found -> start(shard, folder, terms, entries, found));
  }

  private static Journal start(
      Shard shard,
      Path folder,
      JournalTerms terms,
      RecoveredEntries entries,
      JournalScan.Found found) {
    JournalCommits commits = new JournalCommits(terms, new JournalFiles(folder, terms, found));
    return new Journal(shard.disk().commitLane(commits), terms, entries, found.lastSequence());
  }

  public JournalTerms terms() {
    return terms;
  }

  /** What was found of a log. */
  public RecoveredLog recovered(JournalKey key) {
    return recovered.of(key);
  }

  /** The last file that was found, 0 if there was none. */
  public long foundSequence() {
    return foundSequence;
  }

  /** Has a shard told, as a task of it, of the sequence number of each file that is begun. */
  public CompletionStage<Long> subscribe(Shard shard, LongConsumer onFileBegun) {
    return lane.submit(shard, new JournalRequest.Subscribe(shard, onFileBegun));
  }

  /**
   * Makes batches durable. Completes on the caller's shard with the sequence number of the file
   * that has them, or fails with {@link java.io.IOException}.
   *
   * @param batches from each buffer's position to its limit; only read, until the stage completes
   */
  public CompletionStage<Long> append(
      Shard caller, JournalKey key, JournalSpan span, List<ByteBuffer> batches) {
    return lane.submit(caller, new JournalRequest.Append(key, span, batches));
  }

  /** Durably notes that a log ends at an offset; what was appended beyond it does not count. */
  public CompletionStage<Long> cut(Shard caller, JournalKey key, long offset) {
    return lane.submit(caller, new JournalRequest.Cut(key, offset));
  }

  /** A log needs nothing of its entries in the files up to one of a sequence number. */
  public CompletionStage<Long> release(Shard caller, JournalKey key, long upToSequence) {
    return lane.submit(caller, new JournalRequest.Release(key, upToSequence));
  }

  /** Of what was found only these logs need anything; the others are gone. */
  public CompletionStage<Long> releaseAllBut(Shard caller, Set<JournalKey> keys) {
    return lane.submit(caller, new JournalRequest.ReleaseOthers(keys, foundSequence));
  }

  /** Ends the journal; files that nobody needs are deleted. */
  public CompletionStage<Void> close(Shard caller) {
    CompletionStage<Void> ended = lane.submit(caller, new JournalRequest.End()).thenAccept(_ -> {});
    lane.close();
    return ended;
  }
}
