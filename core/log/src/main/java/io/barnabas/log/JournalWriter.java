package io.barnabas.log;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code log.durability=journal}: batches count as written when the journal has made them durable.
 * They stay in memory until they are in their segment.
 *
 * <p>Between what is durable in segments and what is in the journal nothing may be missing, or
 * recovery could not join them. So what a log has from before its first entry is synced first.
 */
final class JournalWriter implements LogWriter {
  private final TailMemory memory;
  private final TailWriter tails;
  private final JournaledLog journaled;
  private final Supplier<CompletionStage<Void>> makeDurable;
  private boolean isJoined;
  private @Nullable CompletionStage<Void> room;

  /**
   * @param makeDurable syncs what the log has so far
   */
  JournalWriter(
      TailMemory memory,
      TailWriter tails,
      JournaledLog journaled,
      Supplier<CompletionStage<Void>> makeDurable) {
    this.memory = memory;
    this.tails = tails;
    this.journaled = journaled;
    this.makeDurable = makeDurable;
  }

  @Override
  public CompletionStage<Void> write(WriteStep.Group group) {
    return joined()
        .thenCompose(_ -> roomFor(group))
        .thenCompose(_ -> commit(group))
        .thenAccept(
            sequence -> {
              group.segment().noteWritten(group.endPosition());
              journaled.note(sequence, group.endOffset());
              tails.onWritten();
            });
  }

  /** The journal keeps the order; waiting for memory, or for the first sync, would not. */
  @Override
  public boolean mayFollow(WriteStep.Group group) {
    return isJoined && !memory.isShort();
  }

  private CompletionStage<Void> joined() {
    return isJoined
        ? CompletableFuture.completedFuture(null)
        : makeDurable.get().thenRun(() -> isJoined = true);
  }

  /** The batches have been written in another way: they must be synced before the next entry. */
  void separate() {
    isJoined = false;
  }

  /** At most one group waits: none follows while memory is short. */
  private CompletionStage<Void> roomFor(WriteStep.Group group) {
    CompletionStage<Void> reserved = memory.reserve(group.endPosition() - group.position());
    room = reserved;
    return reserved;
  }

  private CompletionStage<Long> commit(WriteStep.Group group) {
    List<ByteBuffer> batches = group.batches();
    tails.tailAt(group.segment(), group.position()).append(batches);
    return journaled.append(
        group.segment().baseOffset(), group.baseOffset(), group.endOffset(), batches);
  }

  @Override
  public CompletionStage<Void> settle() {
    return tails.settle();
  }

  /**
   * The tails' memory goes with their segments. After a failure a group may still wait for some: it
   * must not come to the journal without what was to come before it.
   */
  @Override
  public void close() {
    if (room != null) {
      memory.giveUp(room);
    }
  }
}
