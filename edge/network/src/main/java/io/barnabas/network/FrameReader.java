package io.barnabas.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frames in what a connection reads: a length of four bytes, then that many bytes. Frames
 * are handed out where they were read. A frame that does not fit moves to larger memory, which
 * grows with what arrived, never with what the length claims. One shard.
 *
 * <p>The order of calls is: {@link #target}, the socket is read into it, {@link #nextFrame} until
 * there is none, and {@link #releaseUnused}.
 */
final class FrameReader {
  private static final int LENGTH_BYTES = 4;
  private static final int INCOMPLETE = -1;

  /** Larger memory is this many times what has arrived. */
  private static final int GROWTH = 4;

  private final ConnectionMemory account;
  private final int maxFrameBytes;
  private final ReadSize readSize = new ReadSize();
  private @Nullable FrameMemory memory;
  private int parsed;

  FrameReader(ConnectionMemory account, int maxFrameBytes) {
    this.account = account;
    this.maxFrameBytes = maxFrameBytes;
  }

  /** Whether bytes have arrived that are not handed out yet. */
  boolean isMidFrame() {
    return memory != null && memory.filled() > parsed;
  }

  ReadSize readSize() {
    return readSize;
  }

  /** The memory to read into, behind what is there; the caller is one more owner of the buffer. */
  ByteBuf target(ByteBufAllocator allocator) {
    FrameMemory current = memory;
    if (current == null) {
      current = new FrameMemory(allocator.directBuffer(nextReadBytes()), account);
      memory = current;
    } else if (!fits(current)) {
      current = move(current, allocator);
      memory = current;
    }
    return current.buffer().retain();
  }

  /** While memory is short a connection reads only a little before it learns that it is to stop. */
  private int nextReadBytes() {
    return account.process().isExhausted() ? ReadSize.MIN_BYTES : readSize.bytes();
  }

  /** Whether the unfinished frame can be finished in the memory it is in. */
  private boolean fits(FrameMemory current) {
    int writable = current.capacity() - current.filled();
    int arrived = current.filled() - parsed;
    if (arrived < LENGTH_BYTES) {
      return writable >= current.capacity() / 2;
    }
    long frameEnd = (long) parsed + LENGTH_BYTES + current.getInt(parsed);
    return writable > 0 && frameEnd <= current.capacity();
  }

  private FrameMemory move(FrameMemory from, ByteBufAllocator allocator) {
    int arrived = from.filled() - parsed;
    ByteBuf target = allocator.directBuffer(capacityFor(from, arrived));
    target.writeBytes(from.buffer(), parsed, arrived);
    from.release();
    parsed = 0;
    return new FrameMemory(target, account);
  }

  private int capacityFor(FrameMemory from, int arrived) {
    int next = nextReadBytes();
    if (arrived < LENGTH_BYTES) {
      return next;
    }
    long grown = Math.max((long) arrived * GROWTH, arrived + next);
    long wanted = Math.max((long) LENGTH_BYTES + from.getInt(parsed), arrived + next);
    return (int) Math.min(grown, wanted);
  }

  /**
   * The next whole frame, without its length; null when it has not arrived. It is one more owner of
   * {@link #memory}.
   */
  @Nullable ByteBuffer nextFrame() throws InvalidFrameException {
    int length = nextLength();
    FrameMemory current = memory;
    if (length == INCOMPLETE || current == null) {
      return null;
    }
    int start = parsed + LENGTH_BYTES;
    parsed = start + length;
    return current.lend(start, length);
  }

  private int nextLength() throws InvalidFrameException {
    FrameMemory current = memory;
    if (current == null || current.filled() - parsed < LENGTH_BYTES) {
      return INCOMPLETE;
    }
    int length = current.getInt(parsed);
    if (length < 0 || length > maxFrameBytes) {
      throw new InvalidFrameException(length, maxFrameBytes);
    }
    return current.filled() - parsed - LENGTH_BYTES < length ? INCOMPLETE : length;
  }

  /** Where the frame last handed out lies. */
  FrameMemory memory() {
    FrameMemory current = memory;
    if (current == null) {
      throw new IllegalStateException("No frame was handed out");
    }
    return current;
  }

  /** Holds nothing while nothing is half read: an idle connection costs no memory. */
  void releaseUnused() {
    if (!isMidFrame()) {
      discard();
    }
  }

  /** Drops what is half read. */
  void discard() {
    if (memory != null) {
      memory.release();
      memory = null;
      parsed = 0;
    }
  }
}
