package io.barnabas.environment.real;

import io.barnabas.environment.AlignedMemory;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A thread's piece of memory for writes past the page cache, for which memory, position and size
 * must be aligned. Made by the first write that needs it.
 */
final class AlignedBuffer {
  private static final int CAPACITY_BYTES = 1 << 20;
  private static final ThreadLocal<ByteBuffer> OF_THREAD =
      ThreadLocal.withInitial(() -> AlignedMemory.allocate(CAPACITY_BYTES));

  private AlignedBuffer() {}

  /** Writes the sources' bytes, which are whole blocks in all, and consumes them. */
  static void write(FileChannel channel, long position, ByteBuffer... sources) throws IOException {
    if (sources.length == 1 && isAligned(sources[0])) {
      writeFully(channel, position, sources[0]);
      return;
    }
    ByteBuffer buffer = OF_THREAD.get().clear();
    long at = position;
    for (ByteBuffer source : sources) {
      while (source.hasRemaining()) {
        int sizeBytes = Math.min(buffer.remaining(), source.remaining());
        buffer.put(buffer.position(), source, source.position(), sizeBytes);
        buffer.position(buffer.position() + sizeBytes);
        source.position(source.position() + sizeBytes);
        if (!buffer.hasRemaining()) {
          at = flush(channel, at, buffer);
        }
      }
    }
    flush(channel, at, buffer);
  }

  private static boolean isAligned(ByteBuffer source) {
    return source.isDirect() && source.alignmentOffset(source.position(), Volume.BLOCK_BYTES) == 0;
  }

  private static long flush(FileChannel channel, long position, ByteBuffer buffer)
      throws IOException {
    long end = writeFully(channel, position, buffer.flip());
    buffer.clear();
    return end;
  }

  private static long writeFully(FileChannel channel, long position, ByteBuffer source)
      throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      at += channel.write(source, at);
    }
    return at;
  }
}
