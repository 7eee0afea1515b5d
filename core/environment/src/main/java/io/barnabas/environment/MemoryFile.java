package io.barnabas.environment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A range of a file as it is or will be, in memory that is lent until every owner has closed it. So
 * what is not in its file yet goes the way of all that is. Any thread; nothing here blocks.
 */
public final class MemoryFile implements VolumeFile {
  private final Path path;
  private final long start;
  private final List<ByteBuffer> bytes;
  private final Runnable onClosed;
  private final Owners owners;

  /**
   * @param start position in the file of the first byte that is here
   * @param bytes from each buffer's position to its limit; only read
   * @param onClosed gives the memory back; runs on the thread of the last owner
   */
  public MemoryFile(Path path, long start, List<ByteBuffer> bytes, Runnable onClosed) {
    this.path = path;
    owners = new Owners(path);
    this.start = start;
    this.bytes = List.copyOf(bytes);
    this.onClosed = onClosed;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long size() {
    return start + bytes.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** What lies in a range that is all here, without copying it. */
  public ByteBuffer[] range(long position, int sizeBytes) {
    ByteBuffer[] range = new ByteBuffer[bytes.size()];
    int count = 0;
    long at = start;
    for (ByteBuffer part : bytes) {
      int from = Math.clamp(position - at, 0, part.remaining());
      int to = Math.clamp(position + sizeBytes - at, 0, part.remaining());
      if (from < to) {
        range[count++] = part.slice(part.position() + from, to - from);
      }
      at += part.remaining();
    }
    return Arrays.copyOf(range, count);
  }

  @Override
  public int read(ByteBuffer target, long position) {
    int wanted = Math.clamp(size() - position, 0, target.remaining());
    for (ByteBuffer part : range(position, wanted)) {
      target.put(part);
    }
    return wanted;
  }

  @Override
  public void write(long position, ByteBuffer... sources) {
    throw new NonWritableChannelException();
  }

  @Override
  public void sync() throws IOException {
    throw new NonWritableChannelException();
  }

  @Override
  public void truncate(long sizeBytes) {
    throw new NonWritableChannelException();
  }

  @Override
  public VolumeFile retain() {
    owners.add();
    return this;
  }

  @Override
  public void close() {
    if (owners.remove()) {
      onClosed.run();
    }
  }
}
