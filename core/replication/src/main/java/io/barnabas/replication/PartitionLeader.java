package io.barnabas.replication;

import io.barnabas.environment.Shard;
import io.barnabas.log.AppendOrigin;
import io.barnabas.log.AppendResult;
import io.barnabas.log.LeaderEpochs.EpochEnd;
import io.barnabas.log.LogException.StorageFailure;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.LogListener;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.ReadResult;
import io.barnabas.log.ShardJournal;
import io.barnabas.log.StartPoint;
import io.barnabas.protocol.ErrorCode;
import io.barnabas.replication.fetch.FetchPartition;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The leader of one partition: checks the epochs of those who write and read, moves the high
 * watermark, and tells those who wait for records. It is the only in-sync replica, so the high
 * watermark is the end of what is written. To be used on the partition's shard. Its refusals are
 * {@link RefusedException}, {@link io.barnabas.log.LogException} and {@link
 * io.barnabas.record.InvalidBatchException}.
 */
public final class PartitionLeader {
  private static final int IN_SYNC_REPLICAS = 1;
  private static final int UNKNOWN_EPOCH = -1;
  private static final ReadResult NOTHING = ReadResult.of(ByteBuffer.allocate(0));

  private PartitionLog log;
  private final int leaderEpoch;
  private final DataWaiters waiters = new DataWaiters();
  private int minInsyncReplicas;
  private long readableBytes;

  private PartitionLeader(PartitionLog log, int leaderEpoch, int minInsyncReplicas) {
    this.log = log;
    this.leaderEpoch = leaderEpoch;
    this.minInsyncReplicas = minInsyncReplicas;
    log.advanceHighWatermark(log.writtenOffset());
  }

  /**
   * Opens the log and leads it. Fails with {@link io.barnabas.log.LogException.StorageFailure} if
   * the log can't be opened.
   *
   * @param owner hears of the log, too
   * @param journal of the log's directory, null where there is none
   */
  public static CompletionStage<PartitionLeader> open(
      Shard shard,
      LogIdentity identity,
      StartPoint start,
      LeaderTerms terms,
      LogListener owner,
      @Nullable ShardJournal journal) {
    return PartitionLog.open(
            shard, identity, terms.logConfig(), start, new WrittenIsCommitted(owner), journal)
        .thenApply(log -> new PartitionLeader(log, terms.leaderEpoch(), terms.minInsyncReplicas()));
  }

  /** With one replica, what is written is committed. */
  private record WrittenIsCommitted(LogListener owner) implements LogListener {
    @Override
    public void onWritten(PartitionLog log, long writtenOffset) {
      log.advanceHighWatermark(writtenOffset);
      owner.onWritten(log, writtenOffset);
    }

    @Override
    public void onLogStartOffset(PartitionLog log, long logStartOffset) {
      owner.onLogStartOffset(log, logStartOffset);
    }

    @Override
    public void onStorageFailure(PartitionLog log, StorageFailure failure) {
      owner.onStorageFailure(log, failure);
    }
  }

  public PartitionLog log() {
    return log;
  }

  public int leaderEpoch() {
    return leaderEpoch;
  }

  /**
   * Goes on with its log in another folder, when the log was closed and is there as a whole. Who
   * waits for records goes on waiting. Fails as {@link #open} does; the log is the old one then.
   *
   * @param owner hears of the log
   * @param journal of the directory that the folder is in, null where there is none
   */
  public CompletionStage<Void> continueIn(
      Shard shard,
      LogIdentity identity,
      StartPoint start,
      LogListener owner,
      @Nullable ShardJournal journal) {
    return PartitionLog.open(
            shard, identity, log.config(), start, new WrittenIsCommitted(owner), journal)
        .thenAccept(
            opened -> {
              log = opened;
              opened.advanceHighWatermark(opened.writtenOffset());
            });
  }

  /** Takes changed settings over, from the next append on. */
  public void configure(LeaderTerms terms) {
    log.configure(terms.logConfig());
    minInsyncReplicas = terms.minInsyncReplicas();
  }

  /**
   * Appends what a producer sent; completes when it is as safe as the producer asked for. The
   * buffer is the log's until then, as {@link PartitionLog#append} says.
   */
  public CompletionStage<AppendResult> append(ByteBuffer batches, RequiredAcks acks) {
    return append(batches, acks, AppendOrigin.CLIENT);
  }

  /**
   * Appends what a coordinator in this broker decided; completes when it is committed. As with
   * {@link #append}, the buffer is the log's until then.
   */
  public CompletionStage<AppendResult> appendAsCoordinator(ByteBuffer batch) {
    return append(batch, RequiredAcks.ALL, AppendOrigin.COORDINATOR);
  }

  private CompletionStage<AppendResult> append(
      ByteBuffer batches, RequiredAcks acks, AppendOrigin origin) {
    if (acks == RequiredAcks.ALL && IN_SYNC_REPLICAS < minInsyncReplicas) {
      return refused(
          ErrorCode.NOT_ENOUGH_REPLICAS,
          "min.insync.replicas is "
              + minInsyncReplicas
              + ", and "
              + IN_SYNC_REPLICAS
              + " is in sync");
    }
    int sizeBytes = batches.remaining();
    return log.append(batches, leaderEpoch, origin)
        .thenApply(
            result -> {
              if (!result.duplicate()) {
                onReadable(sizeBytes);
              }
              return result;
            });
  }

  private void onReadable(int sizeBytes) {
    readableBytes += sizeBytes;
    waiters.complete(readableBytes);
  }

  /** Reads what is committed, from an offset on. */
  public CompletionStage<LeaderRead> read(FetchPartition wanted, Reading reading) {
    if (!isCurrent(wanted.currentLeaderEpoch())) {
      return notCurrent(wanted.currentLeaderEpoch());
    }
    long mark = readableBytes;
    if (wanted.lastFetchedEpoch() >= 0) {
      EpochEnd end = endOfEpoch(wanted.lastFetchedEpoch());
      if (end.epoch() < wanted.lastFetchedEpoch() || end.endOffset() < wanted.fetchOffset()) {
        return CompletableFuture.completedStage(answer(NOTHING, mark, end));
      }
    }
    return data(wanted, reading).thenApply(data -> answer(data, mark, null));
  }

  private CompletionStage<ReadResult> data(FetchPartition wanted, Reading reading) {
    long offset = wanted.fetchOffset();
    int maxBytes = wanted.maxBytes();
    return switch (reading) {
      case AS_STORED -> log.read(offset, maxBytes, log.highWatermark(), true);
      case IN_MEMORY ->
          log.readBytes(offset, maxBytes, log.highWatermark(), true).thenApply(ReadResult::of);
    };
  }

  private LeaderRead answer(ReadResult data, long mark, @Nullable EpochEnd diverging) {
    return new LeaderRead(
        data, log.highWatermark(), log.lastStableOffset(), log.logStartOffset(), mark, diverging);
  }

  /**
   * Completes with a new mark when more can be read than at the mark; at once if that is so
   * already. Fails when the partition goes away.
   */
  public CompletionStage<Long> whenReadable(WaitTicket ticket, long mark) {
    return readableBytes > mark
        ? CompletableFuture.completedStage(readableBytes)
        : waiters.add(ticket);
  }

  /** Takes a wait back; its stage never completes. */
  public void forget(WaitTicket ticket) {
    waiters.remove(ticket);
  }

  /** Ends all waits: this broker leads the partition no more, or can't. */
  public void release(RuntimeException why) {
    waiters.fail(why);
  }

  /**
   * Where an epoch ended in this log (KIP-101).
   *
   * @param currentLeaderEpoch the leader epoch that the asker knows, -1 when it knows none
   */
  public CompletionStage<EpochEnd> endOfEpoch(int epoch, int currentLeaderEpoch) {
    return isCurrent(currentLeaderEpoch)
        ? CompletableFuture.completedStage(endOfEpoch(epoch))
        : notCurrent(currentLeaderEpoch);
  }

  private EpochEnd endOfEpoch(int epoch) {
    // The epoch of this leader is current even before its first record is in the log.
    return epoch == leaderEpoch
        ? new EpochEnd(epoch, log.writtenOffset())
        : log.leaderEpochs().endOffsetFor(epoch, log.writtenOffset());
  }

  /**
   * Refuses an asker whose leader epoch is not this one's; one that knows none (-1) is let in
   * (KIP-320).
   */
  public CompletionStage<PartitionLeader> inEpoch(int currentLeaderEpoch) {
    return isCurrent(currentLeaderEpoch)
        ? CompletableFuture.completedStage(this)
        : notCurrent(currentLeaderEpoch);
  }

  private boolean isCurrent(int epoch) {
    return epoch == UNKNOWN_EPOCH || epoch == leaderEpoch;
  }

  private <T> CompletionStage<T> notCurrent(int epoch) {
    return epoch < leaderEpoch
        ? refused(
            ErrorCode.FENCED_LEADER_EPOCH, "epoch " + epoch + " has ended; it is " + leaderEpoch)
        : refused(ErrorCode.UNKNOWN_LEADER_EPOCH, "epoch " + epoch + " is not known here yet");
  }

  private static <T> CompletionStage<T> refused(ErrorCode error, String message) {
    return CompletableFuture.failedStage(new RefusedException(error, message));
  }
}
