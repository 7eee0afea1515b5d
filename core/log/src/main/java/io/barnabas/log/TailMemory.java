package io.barnabas.log;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The memory in which the logs of one shard keep their ends: its share of {@code
 * log.tail.cache.bytes}. What is in files too may be dropped when others need the room; what is not
 * is written first, and those who append wait for that.
 */
public final class TailMemory {
  static final int BLOCK_BYTES = 16 << 10;

  /** As much of a tail goes to its file at a time when nobody asks for more. */
  private static final int PIECE_BYTES = 1 << 20;

  private final int maxBlocks;
  private final int pieceBytes;
  private final ArrayDeque<TailBlock> spare = new ArrayDeque<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /** Those that have blocks, longest not appended to first. */
  private final LinkedHashSet<SegmentTail> tails = new LinkedHashSet<>();

  /** Those of which blocks may be dropped. */
  private final LinkedHashSet<SegmentTail> droppable = new LinkedHashSet<>();

  private int usedBlocks;
  private int lentBlocks;

  /** The memory of a shard; at least a few blocks. Nothing is taken before it is needed. */
  public TailMemory(long bytes) {
    this(bytes, PIECE_BYTES);
  }

  /**
   * The memory of a shard of which tails go to their files in pieces of another size.
   *
   * @param pieceBytes a multiple of the volume's block
   */
  public TailMemory(long bytes, int pieceBytes) {
    maxBlocks = Math.clamp(bytes / BLOCK_BYTES, 8, Integer.MAX_VALUE);
    this.pieceBytes = pieceBytes;
  }

  /** How much of a tail waits before it is written unasked. */
  int pieceBytes() {
    return pieceBytes;
  }

  private record Waiting(int blocks, CompletableFuture<Void> stage) {}

  /** Bytes in use. */
  public long usedBytes() {
    return (long) usedBlocks * BLOCK_BYTES;
  }

  /**
   * Completes when there is room for so many bytes; who asks takes it at once. Of what is larger
   * than half of all the memory half is enough.
   */
  CompletionStage<Void> reserve(long bytes) {
    int blocks = (int) Math.min(maxBlocks / 2, bytes / BLOCK_BYTES + 2);
    if (waiting.isEmpty() && hasRoom(blocks)) {
      return CompletableFuture.completedFuture(null);
    }
    Waiting added = new Waiting(blocks, new CompletableFuture<>());
    waiting.add(added);
    askForRoom();
    return added.stage();
  }

  /** Who waits for room is told that there will be none; nothing if the room was given. */
  void giveUp(CompletionStage<Void> reserved) {
    if (waiting.removeIf(candidate -> candidate.stage() == reserved)) {
      LogException closed = new LogException.Unavailable("The log is closed");
      reserved.toCompletableFuture().completeExceptionally(closed);
      admit();
    }
  }

  /** Whether somebody waits for room. */
  boolean isShort() {
    return !waiting.isEmpty();
  }

  private boolean hasRoom(int blocks) {
    while (usedBlocks + blocks > maxBlocks && !droppable.isEmpty()) {
      droppable.removeFirst().dropWhatIsInFile();
    }
    return usedBlocks + blocks <= maxBlocks;
  }

  /** Has the tails written that wait longest, as many as hold what is missing. */
  private void askForRoom() {
    int missing = waiting.stream().mapToInt(Waiting::blocks).sum();
    Iterator<SegmentTail> oldest = new ArrayList<>(tails).iterator();
    while (missing > 0 && oldest.hasNext()) {
      missing -= oldest.next().askToBeWritten();
    }
  }

  TailBlock take() {
    usedBlocks++;
    TailBlock known = spare.pollLast();
    TailBlock block = known != null ? known : new TailBlock(ByteBuffer.allocateDirect(BLOCK_BYTES));
    block.take();
    return block;
  }

  /** Takes a block back from its tail. */
  void give(TailBlock block) {
    block.drop();
    reclaim(block);
  }

  private void reclaim(TailBlock block) {
    if (block.isFree()) {
      usedBlocks--;
      spare.addLast(block);
    }
  }

  /**
   * Whether blocks may be lent to a reader: those who do not read what they have asked for must not
   * keep producers from writing.
   */
  boolean mayLend(int blocks) {
    return lentBlocks + blocks <= maxBlocks / 4;
  }

  void lend(List<TailBlock> blocks) {
    lentBlocks += blocks.size();
    blocks.forEach(TailBlock::lend);
  }

  /** A reader is done. */
  void giveBack(List<TailBlock> blocks) {
    lentBlocks -= blocks.size();
    for (TailBlock block : blocks) {
      if (block.giveBack()) {
        reclaim(block);
      }
    }
    admit();
  }

  /** A tail was appended to. */
  void noteUse(SegmentTail tail) {
    tails.remove(tail);
    tails.add(tail);
  }

  /** More of a tail is in its file than was before. */
  void noteInFile(SegmentTail tail) {
    if (!waiting.isEmpty()) {
      tail.dropWhatIsInFile();
      admit();
    } else if (tails.contains(tail)) {
      droppable.add(tail);
    }
  }

  /** Lets those go on who wait for what is free now. */
  void admit() {
    while (!waiting.isEmpty() && hasRoom(waiting.getFirst().blocks())) {
      waiting.removeFirst().stage().complete(null);
    }
    if (!waiting.isEmpty()) {
      askForRoom();
    }
  }

  /** A tail has no blocks any more. */
  void forget(SegmentTail tail) {
    tails.remove(tail);
    droppable.remove(tail);
  }
}
