package io.barnabas.environment.real;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A thread's piece of direct memory between heap buffers and a file.
 *
 * <p>A {@link FileChannel} has no gathering write at a position, and its gathering write at the
 * channel's own position copies each heap buffer to a direct one of its own, looks each up in a
 * cache and needs a seek. So small buffers are copied here one behind the other and written with
 * one call: the copy is one the JDK would make anyway. Direct buffers large enough that the call
 * costs less than the copy are written as they are. Heap buffers always pass through here, also
 * because the JDK would keep, for each thread, a direct buffer as large as the largest ever used.
 *
 * <p>No call writes more than this buffer holds. On ext4, whose page cache has large folios since
 * Linux 6.16, a gigabyte in calls of 256 KB was measured to take three times as long as in calls of
 * 64 KB, and in calls of 16 KB half as long again.
 */
final class TransferBuffer {
  private static final int CAPACITY_BYTES = 64 * 1024;
  private static final int LARGE_BYTES = 32 * 1024;
  private static final ThreadLocal<TransferBuffer> OF_THREAD =
      ThreadLocal.withInitial(TransferBuffer::new);

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY_BYTES);

  static TransferBuffer get() {
    return OF_THREAD.get();
  }

  int read(FileChannel channel, ByteBuffer target, long position) throws IOException {
    int start = target.position();
    while (target.hasRemaining()) {
      buffer.clear().limit(Math.min(CAPACITY_BYTES, target.remaining()));
      if (channel.read(buffer, position + target.position() - start) < 0) {
        break;
      }
      target.put(buffer.flip());
    }
    return target.position() - start;
  }

  /** Reads a range for nothing but the system's keeping it, to its end or that of the file. */
  void load(FileChannel channel, long position, int sizeBytes) throws IOException {
    long end = position + sizeBytes;
    long at = position;
    int readBytes = 0;
    while (at < end && readBytes >= 0) {
      buffer.clear().limit((int) Math.min(CAPACITY_BYTES, end - at));
      readBytes = channel.read(buffer, at);
      at += readBytes;
    }
  }

  void write(FileChannel channel, long position, ByteBuffer... sources) throws IOException {
    buffer.clear();
    long at = position;
    for (ByteBuffer source : sources) {
      if (source.isDirect() && source.remaining() >= LARGE_BYTES) {
        at = flush(channel, at);
        at = writeFully(channel, at, source);
      } else {
        at = gather(channel, at, source);
      }
    }
    flush(channel, at);
  }

  private long gather(FileChannel channel, long position, ByteBuffer source) throws IOException {
    long at = position;
    while (source.hasRemaining()) {
      if (!buffer.hasRemaining()) {
        at = flush(channel, at);
      }
      int sizeBytes = Math.min(buffer.remaining(), source.remaining());
      buffer.put(buffer.position(), source, source.position(), sizeBytes);
      buffer.position(buffer.position() + sizeBytes);
      source.position(source.position() + sizeBytes);
    }
    return at;
  }

  /** Writes what was gathered; returns the position behind it. */
  private long flush(FileChannel channel, long position) throws IOException {
    long end = writeFully(channel, position, buffer.flip());
    buffer.clear();
    return end;
  }

  private static long writeFully(FileChannel channel, long position, ByteBuffer source)
      throws IOException {
    long at = position;
    int end = source.limit();
    while (source.position() < end) {
      source.limit(Math.min(end, source.position() + CAPACITY_BYTES));
      at += channel.write(source, at);
      source.limit(end);
    }
    return at;
  }
}
