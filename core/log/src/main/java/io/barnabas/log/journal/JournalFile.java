package io.barnabas.log.journal;

import static io.barnabas.log.journal.JournalFormat.BLOCK_BYTES;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The file that is written to. Its room is filled with zeros ahead of what is written: where a file
 * grows, or is written for the first time, each sync has to make that known to the file system as
 * well. Blocking.
 */
final class JournalFile {
  /**
   * So many commits of the same size have room made for them with one: each is held up a little,
   * rather than one in a thousand for as long as megabytes take to write.
   */
  private static final int COMMITS_AHEAD = 16;

  private static final long MAX_AHEAD_BYTES = 4 << 20;

  private final VolumeFile file;
  private final long sequence;
  private final long limitBytes;
  private long zeroedBytes;
  private long endBytes = BLOCK_BYTES;

  private JournalFile(VolumeFile file, long sequence, long limitBytes) throws IOException {
    this.file = file;
    this.sequence = sequence;
    this.limitBytes = limitBytes;
    zeroedBytes = Math.max(BLOCK_BYTES, file.size() & -BLOCK_BYTES);
  }

  /**
   * Begins a file, durably, in place of what was in it: were a commit to last longer than the
   * header, another file could get the same sequence number.
   *
   * @param buffer aligned, of at least a block; its content is lost
   * @param limitBytes how large the file is to become
   */
  static JournalFile begin(
      Volume volume, Path path, JournalFormat.FileHeader header, long limitBytes, ByteBuffer buffer)
      throws IOException {
    VolumeFile opened = volume.open(path, OpenMode.DIRECT);
    try {
      JournalFile begun = new JournalFile(opened, header.sequence(), limitBytes);
      zero(buffer.clear().limit(BLOCK_BYTES));
      JournalFormat.putFileHeader(buffer, header);
      opened.write(0, buffer.clear().limit(BLOCK_BYTES));
      opened.sync();
      return begun;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  static void zero(ByteBuffer buffer) {
    int start = buffer.position();
    while (buffer.remaining() >= Long.BYTES) {
      buffer.putLong(0);
    }
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0);
    }
    buffer.position(start);
  }

  Path path() {
    return file.path();
  }

  long sequence() {
    return sequence;
  }

  /** Where the next commit begins. */
  long endBytes() {
    return endBytes;
  }

  /** Whether a commit of a size may still begin here; the first one always may. */
  boolean hasRoom(long commitBytes) {
    return endBytes == BLOCK_BYTES || endBytes + commitBytes <= limitBytes;
  }

  /**
   * Makes sure that there is room for a commit of a size.
   *
   * @param zeros whole blocks
   */
  void reserve(long commitBytes, ByteBuffer zeros) throws IOException {
    long endPosition = endBytes + commitBytes;
    if (zeroedBytes >= endPosition) {
      return;
    }
    long aheadBytes = Math.min(MAX_AHEAD_BYTES, COMMITS_AHEAD * commitBytes);
    long target = Math.max(endPosition, Math.min(limitBytes, endPosition + aheadBytes));
    while (zeroedBytes < target) {
      int sizeBytes = (int) Math.min(target - zeroedBytes, zeros.capacity());
      file.write(zeroedBytes, zeros.clear().limit(sizeBytes));
      zeroedBytes += sizeBytes;
    }
  }

  /** Writes a part of a commit, whole blocks. */
  void write(long position, ByteBuffer blocks) throws IOException {
    file.write(position, blocks);
  }

  /** Makes a commit durable, which ends at a position. */
  void commit(long end) throws IOException {
    file.sync();
    endBytes = end;
    zeroedBytes = Math.max(zeroedBytes, end);
  }

  void close() throws IOException {
    file.close();
  }
}
