package io.barnabas.log.journal;

import static io.barnabas.log.journal.JournalFormat.BLOCK_BYTES;

import io.barnabas.environment.AlignedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Puts commits into a file through one buffer of aligned memory. Blocking. */
final class CommitWriter {
  private final ByteBuffer buffer;
  private final ByteBuffer zeros;

  /**
   * @param bufferBytes most that is written with one call; whole blocks, with room for the largest
   *     header of an entry
   */
  CommitWriter(int bufferBytes) {
    buffer = AlignedMemory.allocate(bufferBytes);
    zeros = AlignedMemory.allocate(bufferBytes);
  }

  /** The memory, while no commit is being written. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** How many bytes of entries a commit has. */
  static int entryBytes(List<JournalRequest.Write> writes) {
    int size = 0;
    for (JournalRequest.Write write : writes) {
      size = Math.addExact(size, JournalFormat.sizeBytes(write));
    }
    return size;
  }

  /** Writes a commit at the file's end and makes it durable. */
  void write(JournalFile file, List<JournalRequest.Write> writes) throws IOException {
    JournalFormat.CommitHeader header =
        new JournalFormat.CommitHeader(entryBytes(writes), writes.size());
    long start = file.endBytes();
    file.reserve(header.sizeBytes(), zeros);
    buffer.clear();
    JournalFormat.putCommitHeader(buffer, file.sequence(), start, header);
    long position = start;
    for (JournalRequest.Write write : writes) {
      position = put(file, position, write);
    }
    file.commit(finish(file, position));
  }

  private long put(JournalFile file, long position, JournalRequest.Write write) throws IOException {
    long at = position;
    if (buffer.remaining() < JournalFormat.ENTRY_HEADER_BYTES + JournalFormat.MAX_NAME_BYTES) {
      at = flushBlocks(file, at);
    }
    JournalFormat.putEntryHeader(buffer, write);
    if (write instanceof JournalRequest.Append append) {
      for (ByteBuffer batches : append.batches()) {
        at = put(file, at, batches);
      }
    }
    return at;
  }

  private long put(JournalFile file, long position, ByteBuffer bytes) throws IOException {
    long at = position;
    int from = bytes.position();
    while (from < bytes.limit()) {
      if (!buffer.hasRemaining()) {
        at = flushBlocks(file, at);
      }
      int sizeBytes = Math.min(buffer.remaining(), bytes.limit() - from);
      buffer.put(buffer.position(), bytes, from, sizeBytes);
      buffer.position(buffer.position() + sizeBytes);
      from += sizeBytes;
    }
    return at;
  }

  /** Writes the whole blocks that are there, and keeps the rest. */
  private long flushBlocks(JournalFile file, long position) throws IOException {
    int end = buffer.position();
    int whole = end & -BLOCK_BYTES;
    file.write(position, buffer.position(0).limit(whole));
    buffer.clear();
    buffer.put(0, buffer, whole, end - whole);
    buffer.position(end - whole);
    return position + whole;
  }

  private long finish(JournalFile file, long position) throws IOException {
    int end = buffer.position();
    int padded = (int) JournalFormat.aligned(end);
    JournalFile.zero(buffer.limit(padded));
    file.write(position, buffer.position(0).limit(padded));
    buffer.clear();
    return position + padded;
  }
}
