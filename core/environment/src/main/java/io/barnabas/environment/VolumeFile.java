package io.barnabas.environment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * An open file. Blocking, so for {@link DiskWork} only, but for {@link #retain}, {@link #close},
 * {@link #isInMemory} and being named in a {@link FileSlice}, which any thread may do. Closed for
 * good when every owner has closed it, so that a slice which is on its way to a socket outlives the
 * deletion of its segment.
 */
public interface VolumeFile extends Closeable {
  Path path();

  long size() throws IOException;

  /**
   * Reads at a position until the buffer is full or the file ends; returns the number of bytes
   * read, 0 at the end.
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * Whether a range can be read without waiting for the device, as far as the system tells; true
   * where it does not. A hint, for the answer may be out of date at once. Any thread: it is brief.
   */
  default boolean isInMemory(long position, int sizeBytes) {
    return true;
  }

  /**
   * Brings a range, or what of it the file has, to where {@link #isInMemory} finds it. It stays
   * there until the system needs the memory.
   */
  default void load(long position, int sizeBytes) throws IOException {
    read(ByteBuffer.allocate(sizeBytes), position);
  }

  /**
   * Writes all the buffers' remaining bytes, one after the other, at a position. A failure may
   * leave a part written.
   */
  void write(long position, ByteBuffer... sources) throws IOException;

  /** Makes all that was written durable (data and size). */
  void sync() throws IOException;

  /** Cuts the file to a size not above its own. */
  void truncate(long sizeBytes) throws IOException;

  /** One more owner; each owner closes once. */
  VolumeFile retain();

  @Override
  void close() throws IOException;
}
