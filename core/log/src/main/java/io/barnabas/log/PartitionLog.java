package io.barnabas.log;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import io.barnabas.log.journal.RecoveredLog;
import io.barnabas.record.InvalidBatchException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One partition's log in Kafka's files. To be used on the shard that owns it; stages complete
 * there. Costs no open file until it is appended to or read.
 *
 * <p>Offsets: log start offset ≤ high watermark ≤ written offset ≤ log end offset. An append gives
 * out offsets at once, which moves the log end offset; when its bytes are written the written
 * offset follows and the append completes. What readers may see, the high watermark, is moved from
 * outside.
 *
 * <p>When a write fails, all appends under way fail with {@link LogException.StorageFailure}, and
 * so does everything else until {@link #reopen} has brought the log back to its written offset.
 */
public final class PartitionLog {
  private final LogIdentity identity;
  private final LogListener listener;
  private final LogLife life;

  private PartitionLog(
      LogLanes lanes,
      LogState state,
      StartPoint start,
      LogListener listener,
      @Nullable ShardJournal journal) {
    this.identity = state.identity();
    this.listener = listener;
    this.life = new LogLife(lanes, state, start, journal, new LifeOwner());
  }

  /** As {@link #open(Shard, LogIdentity, LogConfig, StartPoint, LogListener, ShardJournal)}. */
  public static CompletionStage<PartitionLog> open(
      Shard shard, LogIdentity identity, LogConfig config, StartPoint start, LogListener listener) {
    return open(shard, identity, config, start, listener, null);
  }

  /**
   * Opens a log, or makes one where the folder is not there or empty. After an unclean shutdown it
   * is recovered from its recovery point on, and what only the journal has of it is added.
   *
   * <p>Fails with {@link LogException.StorageFailure} if the files can't be read, are of another
   * topic, or lack records that were acknowledged.
   *
   * @param journal of the log's directory, as this shard uses it; null where there is none, and
   *     then appends count as written when the operating system has them
   */
  public static CompletionStage<PartitionLog> open(
      Shard shard,
      LogIdentity identity,
      LogConfig config,
      StartPoint known,
      LogListener listener,
      @Nullable ShardJournal journal) {
    LogLanes lanes = LogLanes.of(shard, identity.topicPartition());
    RecoveredLog content = ShardJournal.recovered(journal, identity, known);
    StartPoint start = known.withRecoveryPoint(content.recoveryPoint());
    // All logs of a shard are opened at a start; on its lane each would wait for those before it.
    return LogOpening.load(lanes.read(), new LogLoader(identity, start, config, content)::open)
        .thenApply(
            loaded -> {
              LogState state = new LogState(shard, identity, config, loaded);
              PartitionLog opened = new PartitionLog(lanes, state, start, listener, journal);
              opened.life.noteRecovered(content);
              return opened;
            });
  }

  private final class LifeOwner implements LogLife.Owner {
    @Override
    public void onWritten(long endOffset) {
      listener.onWritten(PartitionLog.this, endOffset);
    }

    @Override
    public void onStorageFailure(LogException.StorageFailure failure) {
      listener.onStorageFailure(PartitionLog.this, failure);
    }
  }

  private LogState state() {
    return life.parts().state();
  }

  public TopicPartition topicPartition() {
    return identity.topicPartition();
  }

  public LogIdentity identity() {
    return identity;
  }

  public LogConfig config() {
    return state().config();
  }

  /** Changes the settings; they hold from the next append on. */
  public void configure(LogConfig config) {
    state().configure(config);
  }

  /** The first offset that may be read. */
  public long logStartOffset() {
    return state().logStartOffset();
  }

  /** The offset that the next record gets. */
  public long logEndOffset() {
    return state().logEndOffset();
  }

  /** Everything below is in the log's files, or fell to retention. */
  public long writtenOffset() {
    return state().writtenOffset();
  }

  /** Everything below is committed. */
  public long highWatermark() {
    return state().highWatermark();
  }

  /**
   * The end of what read-committed consumers see: the high watermark, there being no transactions.
   */
  public long lastStableOffset() {
    return highWatermark();
  }

  /** Everything below is durable, so that recovery begins with the segment that holds it. */
  public long recoveryPoint() {
    return life.recoveryPoint();
  }

  /** Moves the high watermark up, to the written offset at most; true if it moved. */
  public boolean advanceHighWatermark(long offset) {
    return state().raiseHighWatermark(offset);
  }

  public LeaderEpochs leaderEpochs() {
    return state().epochs();
  }

  public List<ActiveProducer> activeProducers() {
    return state().producers().activeProducers();
  }

  /** Forgets producers that have been idle for longer than the settings say. */
  public void expireProducers() {
    long expirationMs = config().producerIdExpirationMs();
    state().producers().expire(state().shard().clock().wallMs() - expirationMs);
  }

  /** Bytes of the log files. */
  public long sizeBytes() {
    return state().segments().sizeBytes();
  }

  /** The failure that keeps the log from working, if there is one. */
  public Optional<LogException> unavailable() {
    return Optional.ofNullable(life.unavailable());
  }

  /**
   * Appends batches; completes when they are written. Offsets, leader epoch and, where the topic
   * says so, the time of the append are put into the batches in place: the buffer, from position to
   * limit, is the log's until the stage completes.
   *
   * <p>Fails with {@link InvalidBatchException} or {@link LogException}; nothing is appended then.
   *
   * @param leaderEpoch the epoch in which this broker leads; of no meaning for a follower
   */
  public CompletionStage<AppendResult> append(
      ByteBuffer batches, int leaderEpoch, AppendOrigin origin) {
    try {
      return life.ask(parts -> parts.appender().append(batches.slice(), leaderEpoch, origin));
    } catch (LogException | InvalidBatchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Reads from the batch that holds an offset on; complete at once for what was appended lately.
   *
   * <p>Fails with {@link LogException.OffsetOutOfRange} for an offset below the log start offset or
   * above the log end offset.
   *
   * @param maxBytes how much at most; the last batch may be cut off
   * @param upperBoundOffset nothing of the batch that holds it or beyond; the high watermark for
   *     consumers
   * @param atLeastOneBatch whether the first batch is given whole even if it is larger
   */
  public CompletionStage<ReadResult> read(
      long offset, int maxBytes, long upperBoundOffset, boolean atLeastOneBatch) {
    return life.ask(
        parts -> {
          LogState state = parts.state();
          if (offset < state.logStartOffset() || offset > state.logEndOffset()) {
            return CompletableFuture.failedFuture(outOfRange(offset, state.logEndOffset()));
          }
          long bound = Math.min(upperBoundOffset, state.writtenOffset());
          return parts.reader().read(new ReadRequest(offset, maxBytes, bound, atLeastOneBatch));
        });
  }

  private LogException outOfRange(long offset, long endOffset) {
    return new LogException.OffsetOutOfRange(offset, logStartOffset(), endOffset);
  }

  /** As {@link #read}, but gives the bytes themselves. */
  public CompletionStage<ByteBuffer> readBytes(
      long offset, int maxBytes, long upperBoundOffset, boolean atLeastOneBatch) {
    return read(offset, maxBytes, upperBoundOffset, atLeastOneBatch)
        .thenCompose(life.parts().reader()::bytes);
  }

  /**
   * The first record that is not older than a time, among those that are written; empty if there is
   * none.
   */
  public CompletionStage<Optional<TimestampedOffset>> offsetForTimestamp(long timestampMs) {
    return life.ask(
        parts ->
            parts.reader().lookUp(lookup -> volume -> lookup.firstNotBefore(volume, timestampMs)));
  }

  /** The first of the records with the largest timestamp; empty if none has a timestamp. */
  public CompletionStage<Optional<TimestampedOffset>> offsetOfMaxTimestamp() {
    return life.ask(parts -> parts.reader().lookUp(lookup -> lookup::largest));
  }

  /** The log start offset with its epoch. */
  public TimestampedOffset earliestOffset() {
    return TimestampedOffset.untimed(logStartOffset(), leaderEpochs().epochAt(logStartOffset()));
  }

  /** The high watermark with the latest epoch. */
  public TimestampedOffset latestOffset() {
    return TimestampedOffset.untimed(highWatermark(), leaderEpochs().latest());
  }

  /**
   * Moves the log start offset up and deletes the segments that lie wholly below it; completes when
   * they are gone. An offset below the log start offset changes nothing.
   *
   * <p>Fails with {@link LogException.OffsetOutOfRange} for an offset above the high watermark.
   */
  public CompletionStage<Void> deleteRecordsBefore(long offset) {
    return life.ask(
        _ -> {
          if (offset > highWatermark()) {
            return CompletableFuture.failedFuture(outOfRange(offset, highWatermark()));
          }
          return offset <= logStartOffset() ? done() : trimTo(offset);
        });
  }

  private CompletionStage<Void> trimTo(long offset) {
    CompletionStage<Void> trimmed = life.parts().trimmer().trimTo(offset);
    listener.onLogStartOffset(this, offset);
    return trimmed;
  }

  /**
   * Deletes the segments that are beyond the settings' limits of age or size, the active one too if
   * it comes to that; completes when they are gone.
   */
  public CompletionStage<Void> deleteOldSegments() {
    return life.ask(
        parts ->
            new LogRetention(parts.state(), life.lanes().read())
                .newStartOffset()
                .thenCompose(
                    start ->
                        start.isPresent() && life.unavailable() == null && state() == parts.state()
                            ? deleteOldSegments(start.getAsLong())
                            : done()));
  }

  private CompletionStage<Void> deleteOldSegments(long startOffset) {
    life.parts().trimmer().rollBefore(startOffset);
    return startOffset > logStartOffset() ? trimTo(startOffset) : done();
  }

  /** Below it compaction has been; a checkpoint keeps it from one opening to the next. */
  public long cleanedOffset() {
    return life.cleanedOffset();
  }

  /** What compaction would do now, if that is worth the work. */
  CompletionStage<Optional<CleaningPlan>> planCleaning(Lane lane) {
    return life.unavailable() == null
        ? life.parts().cleaner().plan(lane)
        : CompletableFuture.completedFuture(Optional.empty());
  }

  /** Compacts the log as was planned; true if it came to its end. Never fails. */
  CompletionStage<Boolean> clean(CleaningPlan plan, Lane lane, CleanerLimits limits) {
    return life.unavailable() == null
        ? life.parts().cleaner().clean(plan, lane, limits)
        : CompletableFuture.completedFuture(false);
  }

  /** Makes everything that is written durable; the recovery point follows, near enough. */
  public CompletionStage<Void> flush() {
    return life.flush();
  }

  /**
   * Cuts the log so that it ends at an offset, or at the start of the batch that holds it. What was
   * cut off is gone for the producers' state and the leader epochs too. Until it completes the log
   * takes no other work.
   *
   * <p>The recovery point and the cleaned offset go down before anything is cut. They must be in
   * their checkpoint files before the log is appended to again: what is believed of the part that
   * was cut off would be believed of what takes its place.
   */
  public CompletionStage<Void> truncateTo(long offset) {
    return life.ask(_ -> offset >= logEndOffset() ? done() : life.cutTo(offset));
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  /** Its directory can't be used any more: fails as if a write had failed. */
  public void takeOffline(Throwable cause) {
    life.fail(cause);
  }

  /**
   * Tries to work again after a write or sync failed: recovers the log and cuts it to its written
   * offset, so that nothing of a failed append is left. What no sync has confirmed is written once
   * more, because a system whose sync failed may hold it for written. Fails as {@link #open} does,
   * and may be tried again; asked for twice at a time it is done once.
   */
  public CompletionStage<Void> reopen() {
    return life.reopen();
  }

  /**
   * Closes the log in order: writes and syncs all that the next {@link #open} needs to believe its
   * files. A log that has failed is let go; one that fails now can be reopened, or let go as well.
   */
  public CompletionStage<Void> close() {
    return life.close();
  }

  /**
   * Deletes the log. Completes when its folder has a name that no partition has; its files go after
   * that. The log takes no work any more.
   */
  public CompletionStage<Void> delete() {
    return life.delete();
  }
}
