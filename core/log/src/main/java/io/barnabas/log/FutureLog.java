package io.barnabas.log;

import io.barnabas.environment.Shard;
import io.barnabas.record.RecordBatch;
import io.barnabas.record.RecordBatches;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a log in another log directory, which is to take the log's place (KIP-113). It is
 * filled chunk by chunk while the log is appended to, read, trimmed and compacted. Its folder has a
 * name that no start takes for a partition's until {@link LogReplacement} has renamed it. To be
 * used on the shard of the log.
 */
public final class FutureLog {
  private static final int CHUNK_BYTES = 512 * 1024;

  private final Shard shard;
  private final PartitionLog source;
  private final LogIdentity identity;
  private @Nullable PartitionLog copy;
  private CompletionStage<?> beginning = CompletableFuture.completedStage(null);
  private long cleanedOffset;

  /**
   * A copy that is not begun yet.
   *
   * @param identity of the copy: its folder must not be there
   */
  public FutureLog(Shard shard, PartitionLog source, LogIdentity identity) {
    this.shard = shard;
    this.source = source;
    this.identity = identity;
  }

  public LogIdentity identity() {
    return identity;
  }

  /** How many offsets the copy is behind. */
  public long lag() {
    return source.logEndOffset() - (copy == null ? source.logStartOffset() : copy.logEndOffset());
  }

  /** Bytes of the copy's log files. */
  public long sizeBytes() {
    return copy == null ? 0 : copy.sizeBytes();
  }

  /**
   * Copies one chunk of what is written; completes with false when there was nothing left to copy.
   * Fails as reads and appends do; it may be tried again.
   */
  public CompletionStage<Boolean> copyMore() {
    PartitionLog begun = copy;
    if (begun == null) {
      return begin();
    }
    if (begun.logEndOffset() < source.logStartOffset()) {
      return beginAgain(begun);
    }
    return begun.logEndOffset() >= source.writtenOffset()
        ? CompletableFuture.completedStage(false)
        : chunkFrom(begun.logEndOffset()).thenCompose(chunk -> append(begun, chunk));
  }

  /** The batch that holds the log start offset may begin before it, and with it the copy. */
  private CompletionStage<Boolean> begin() {
    long start = source.logStartOffset();
    cleanedOffset = source.cleanedOffset();
    CompletionStage<ByteBuffer> first =
        start < source.writtenOffset()
            ? chunkFrom(start)
            : CompletableFuture.completedStage(ByteBuffer.allocate(0));
    CompletionStage<Boolean> begun =
        first.thenCompose(
            chunk ->
                openAt(chunk.hasRemaining() ? firstOffset(chunk) : start)
                    .thenCompose(
                        opened -> {
                          copy = opened;
                          return append(opened, chunk);
                        }));
    beginning = begun;
    return begun;
  }

  private static long firstOffset(ByteBuffer chunk) {
    return RecordBatch.at(chunk, chunk.position()).baseOffset();
  }

  private CompletionStage<PartitionLog> openAt(long offset) {
    StartPoint start = new StartPoint(offset, offset, false);
    return PartitionLog.open(shard, identity, source.config(), start, new LogListener() {});
  }

  /** Retention has overtaken the copy: there is nothing any more that would continue it. */
  private CompletionStage<Boolean> beginAgain(PartitionLog begun) {
    copy = null;
    return begun.delete().thenApply(_ -> true);
  }

  private CompletionStage<ByteBuffer> chunkFrom(long offset) {
    int maxBytes = Math.min(CHUNK_BYTES, source.config().segments().bytes());
    return source
        .readBytes(offset, maxBytes, source.writtenOffset(), true)
        .thenApply(
            bytes ->
                bytes.limit(bytes.position() + RecordBatches.withPartialTail(bytes).wholeBytes()));
  }

  private static CompletionStage<Boolean> append(PartitionLog copy, ByteBuffer chunk) {
    return chunk.hasRemaining()
        ? copy.append(chunk, -1, AppendOrigin.REPLICATION).thenApply(_ -> true)
        : CompletableFuture.completedStage(false);
  }

  /** Makes durable what is copied. */
  public CompletionStage<Void> flush() {
    return copy == null ? CompletableFuture.completedStage(null) : copy.flush();
  }

  /**
   * Closes the log and the copy, which must have all of it, and gives the copy what is not in
   * batches: producers, leader epochs, the end. Completes with from where the copy is to be opened.
   * After a failure the log may have been closed or not.
   */
  public CompletionStage<StartPoint> finish() {
    PartitionLog finished = copy;
    if (finished == null || source.writtenOffset() != source.logEndOffset()) {
      return CompletableFuture.failedStage(new IllegalStateException("The copy is not complete"));
    }
    long endOffset = source.logEndOffset();
    long startOffset = source.logStartOffset();
    return source
        .close()
        .thenCompose(_ -> finished.close())
        .thenCompose(_ -> write(new FutureEnd(source.identity(), identity, endOffset)))
        .thenApply(
            _ ->
                new StartPoint(
                    startOffset,
                    Math.min(finished.recoveryPoint(), endOffset),
                    cleanedOffset,
                    true));
  }

  private CompletionStage<Boolean> write(FutureEnd end) {
    return LogLanes.of(shard, identity.topicPartition()).flush().submit(end);
  }

  /** Gives the copy up and deletes what there is of it. */
  public CompletionStage<Void> discard() {
    return end(PartitionLog::delete);
  }

  private CompletionStage<Void> end(Function<PartitionLog, CompletionStage<Void>> how) {
    return beginning
        .handle((_, _) -> copy)
        .thenCompose(
            begun -> {
              copy = null;
              return begun == null ? CompletableFuture.completedStage(null) : how.apply(begun);
            });
  }

  /** Lets the copy go, and leaves its folder for the next start to see that it was wanted. */
  public CompletionStage<Void> abandon() {
    return end(PartitionLog::close);
  }
}
