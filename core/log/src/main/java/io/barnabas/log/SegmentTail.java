package io.barnabas.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a segment in memory: what is not in its file yet, and before that what has been there
 * anyway. To be used on the shard; only what {@link #slices} gave out is read by others.
 */
final class SegmentTail {
  private static final int BLOCK_BYTES = TailMemory.BLOCK_BYTES;

  private final TailMemory memory;
  private final Segment segment;
  private final Runnable writeBack;
  private final List<ByteBuffer> blocks = new ArrayList<>();
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
      blocks.getLast().put(inBlock, bytes, from, sizeBytes);
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
      slices.add(blocks.get((int) ((at - start) / BLOCK_BYTES)).slice(inBlock, sizeBytes));
      at += sizeBytes;
    }
    return slices;
  }

  /** Gives back the blocks that are wholly in the file, all of them if nothing else is there. */
  void dropWhatIsInFile() {
    if (segment.fileBytes() == end) {
      free(end);
      return;
    }
    int count = (int) ((segment.fileBytes() - start) / BLOCK_BYTES);
    if (count > 0) {
      List<ByteBuffer> dropped = blocks.subList(0, count);
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
