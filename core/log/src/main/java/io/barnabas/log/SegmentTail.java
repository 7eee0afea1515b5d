package io.barnabas.log;

import io.barnabas.environment.FileSlice;
import io.barnabas.environment.MemoryFile;
import io.barnabas.environment.Shard;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a segment in memory: what is not in its file yet, and before that what has been there
 * anyway. To be used on the shard; only what {@link #slices} gave out is read by others.
 */
final class SegmentTail {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentTail.class);
  private static final int BLOCK_BYTES = TailMemory.BLOCK_BYTES;

  private final TailMemory memory;
  private final Segment segment;
  private final Runnable writeBack;
  private final List<TailBlock> blocks = new ArrayList<>();
  private long start;
  private long end;
  private boolean freed;

  /**
   * A tail that begins where the segment ends.
   *
   * @param writeBack has all of the tail written to the file
   */
  SegmentTail(TailMemory memory, Segment segment, long position, Runnable writeBack) {
    this.memory = memory;
    this.segment = segment;
    this.writeBack = writeBack;
    start = position;
    end = position;
  }

  /** The first position that is in memory. */
  long start() {
    return start;
  }

  /** Behind the last position that is in memory. */
  long end() {
    return end;
  }

  void append(List<ByteBuffer> batches) {
    for (ByteBuffer bytes : batches) {
      append(bytes);
    }
    memory.noteUse(this);
  }

  private void append(ByteBuffer bytes) {
    int from = bytes.position();
    while (from < bytes.limit()) {
      int inBlock = (int) ((end - start) % BLOCK_BYTES);
      if (inBlock == 0) {
        blocks.add(memory.take());
      }
      int sizeBytes = Math.min(BLOCK_BYTES - inBlock, bytes.limit() - from);
      blocks.getLast().bytes().put(inBlock, bytes, from, sizeBytes);
      from += sizeBytes;
      end += sizeBytes;
    }
  }

  /** Fills a buffer with what is at a position; all of it must be in memory. */
  void read(long position, ByteBuffer target) {
    for (ByteBuffer slice : slices(position, position + target.remaining())) {
      target.put(slice);
    }
  }

  /** What lies between two positions; good until it is dropped. */
  List<ByteBuffer> slices(long from, long to) {
    if (from < start || to > end) {
      throw new IllegalArgumentException(
          "%d to %d is not in memory, which has %d to %d".formatted(from, to, start, end));
    }
    List<ByteBuffer> slices = new ArrayList<>();
    long at = from;
    while (at < to) {
      int inBlock = (int) ((at - start) % BLOCK_BYTES);
      int sizeBytes = (int) Math.min(BLOCK_BYTES - inBlock, to - at);
      slices.add(blocks.get(blockOf(at)).bytes().slice(inBlock, sizeBytes));
      at += sizeBytes;
    }
    return slices;
  }

  private int blockOf(long position) {
    return (int) ((position - start) / BLOCK_BYTES);
  }

  /**
   * Lends what lies in a range that is all in memory and not empty; null when too much is lent
   * already.
   *
   * @param shard on which the memory is given back
   */
  @Nullable FileSlice lend(Shard shard, long position, int sizeBytes) {
    List<TailBlock> lent =
        List.copyOf(blocks.subList(blockOf(position), blockOf(position + sizeBytes - 1) + 1));
    if (!memory.mayLend(lent.size())) {
      return null;
    }
    memory.lend(lent);
    MemoryFile file =
        new MemoryFile(
            segment.paths().log(),
            position,
            slices(position, position + sizeBytes),
            () -> giveBack(shard, lent));
    return new FileSlice(file, position, sizeBytes);
  }

  private void giveBack(Shard shard, List<TailBlock> lent) {
    try {
      shard.execute(() -> memory.giveBack(lent));
    } catch (RejectedExecutionException e) {
      LOG.debug("A shard that has ended needs no memory back");
    }
  }

  /** Gives back the blocks that are wholly in the file, all of them if nothing else is there. */
  void dropWhatIsInFile() {
    if (segment.fileBytes() == end) {
      free(end);
      return;
    }
    int count = (int) ((segment.fileBytes() - start) / BLOCK_BYTES);
    if (count > 0) {
      List<TailBlock> dropped = blocks.subList(0, count);
      dropped.forEach(memory::give);
      dropped.clear();
      start += (long) count * BLOCK_BYTES;
    }
  }

  private void free(long position) {
    blocks.forEach(memory::give);
    blocks.clear();
    start = position;
    end = position;
    memory.forget(this);
  }

  /** Asks for all to be written, so that it can be dropped; returns how many blocks that frees. */
  int askToBeWritten() {
    writeBack.run();
    return blocks.size();
  }

  /** Gives all memory back. */
  void free() {
    if (!freed) {
      freed = true;
      free(end);
      memory.admit();
    }
  }
}
