package io.barnabas.log.journal;

import io.barnabas.environment.Volume;
import io.barnabas.protocol.primitive.Uuid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The bytes of a journal file, as the package's page says. */
final class JournalFormat {
  static final String SUFFIX = ".journal";
  static final int BLOCK_BYTES = Volume.BLOCK_BYTES;
  static final int COMMIT_HEADER_BYTES = 32;

  /** Up to and with the bytes of the name's length. */
  static final int ENTRY_HEADER_BYTES = 75;

  static final int MAX_NAME_BYTES = 1024;

  private static final int FILE_MAGIC = 0x424e4a46;
  private static final int COMMIT_MAGIC = 0x424e4a43;
  private static final short VERSION = 1;
  private static final int CRC_END = 8;
  private static final int FILE_HEADER_BYTES = 26;
  private static final byte TYPE_APPEND = 1;
  private static final byte TYPE_CUT = 2;

  private JournalFormat() {}

  /** What the first block of a file says. */
  record FileHeader(long sequence, long previousEnd) {}

  /** What a commit begins with. */
  record CommitHeader(int entryBytes, int entryCount) {
    /** With all that belongs to it, up to where the next one may begin. */
    long sizeBytes() {
      return aligned((long) COMMIT_HEADER_BYTES + entryBytes);
    }
  }

  static long aligned(long bytes) {
    return (bytes + BLOCK_BYTES - 1) & -BLOCK_BYTES;
  }

  /** Fills a block. */
  static void putFileHeader(ByteBuffer block, FileHeader header) {
    int start = block.position();
    block.putInt(FILE_MAGIC).putInt(0).putShort(VERSION);
    block.putLong(header.sequence()).putLong(header.previousEnd());
    putHeaderCrc(block, start, start + FILE_HEADER_BYTES);
  }

  /** Null when the block, of which the whole header is there, is none. */
  static @Nullable FileHeader fileHeader(ByteBuffer block) {
    int start = block.position();
    if (block.remaining() < FILE_HEADER_BYTES
        || block.getInt(start) != FILE_MAGIC
        || block.getInt(start + 4) != crc(block, start + CRC_END, start + FILE_HEADER_BYTES)
        || block.getShort(start + CRC_END) != VERSION) {
      return null;
    }
    return new FileHeader(block.getLong(start + 10), block.getLong(start + 18));
  }

  static void putCommitHeader(
      ByteBuffer target, long sequence, long position, CommitHeader header) {
    int start = target.position();
    target.putInt(COMMIT_MAGIC).putInt(0).putLong(sequence).putLong(position);
    target.putInt(header.entryBytes()).putInt(header.entryCount());
    putHeaderCrc(target, start, start + COMMIT_HEADER_BYTES);
  }

  /** Null when no commit of that file begins at that position. */
  static @Nullable CommitHeader commitHeader(ByteBuffer source, long sequence, long position) {
    int start = source.position();
    if (source.remaining() < COMMIT_HEADER_BYTES
        || source.getInt(start) != COMMIT_MAGIC
        || source.getInt(start + 4) != crc(source, start + CRC_END, start + COMMIT_HEADER_BYTES)
        || source.getLong(start + 8) != sequence
        || source.getLong(start + 16) != position) {
      return null;
    }
    return new CommitHeader(source.getInt(start + 24), source.getInt(start + 28));
  }

  static int sizeBytes(JournalRequest.Write write) {
    int size = ENTRY_HEADER_BYTES + name(write.key()).length;
    return switch (write) {
      case JournalRequest.Append append -> size + sizeBytes(append.batches());
      case JournalRequest.Cut _ -> size;
    };
  }

  private static int sizeBytes(List<ByteBuffer> buffers) {
    int size = 0;
    for (ByteBuffer buffer : buffers) {
      size = Math.addExact(size, buffer.remaining());
    }
    return size;
  }

  private static byte[] name(JournalKey key) {
    return key.topic().getBytes(StandardCharsets.UTF_8);
  }

  /** All of an entry but its batches. */
  static void putEntryHeader(ByteBuffer target, JournalRequest.Write write) {
    int start = target.position();
    byte[] name = name(write.key());
    target.putInt(0).putInt(sizeBytes(write));
    switch (write) {
      case JournalRequest.Append append -> {
        putIdentity(target, TYPE_APPEND, append.key());
        putSpan(target, append.span());
        target.putInt(crc(append.batches()));
      }
      case JournalRequest.Cut(JournalKey key, long offset) -> {
        putIdentity(target, TYPE_CUT, key);
        putSpan(target, new JournalSpan(offset, offset, offset, offset, 0));
        target.putInt(0);
      }
    }
    target.putShort((short) name.length).put(name);
    target.putInt(start, crc(target, start + 4, target.position()));
  }

  private static void putSpan(ByteBuffer target, JournalSpan span) {
    target.putLong(span.segmentBaseOffset()).putLong(span.baseOffset());
    target.putLong(span.nextOffset()).putLong(span.durableOffset());
    target.putLong(span.recoveryPoint());
  }

  private static void putIdentity(ByteBuffer target, byte type, JournalKey key) {
    target.put(type).putInt(key.partition());
    target.putLong(key.topicId().mostSignificantBits());
    target.putLong(key.topicId().leastSignificantBits());
  }

  /**
   * The entry at the buffer's position, of which at least {@link #ENTRY_HEADER_BYTES} and the name
   * are there; null when it is damaged.
   *
   * @param filePosition where in the file it begins
   */
  static @Nullable JournalEntry entry(ByteBuffer source, long filePosition) {
    int start = source.position();
    int nameBytes = Short.toUnsignedInt(source.getShort(start + ENTRY_HEADER_BYTES - 2));
    int headerBytes = ENTRY_HEADER_BYTES + nameBytes;
    int payloadBytes = source.getInt(start + 4) - headerBytes;
    if (nameBytes > MAX_NAME_BYTES
        || source.remaining() < headerBytes
        || payloadBytes < 0
        || source.getInt(start) != crc(source, start + 4, start + headerBytes)) {
      return null;
    }
    byte[] name = new byte[nameBytes];
    source.get(start + ENTRY_HEADER_BYTES, name);
    Uuid topicId = new Uuid(source.getLong(start + 13), source.getLong(start + 21));
    return new JournalEntry(
        new JournalKey(topicId, new String(name, StandardCharsets.UTF_8), source.getInt(start + 9)),
        source.get(start + 8) == TYPE_CUT,
        new JournalSpan(
            source.getLong(start + 29),
            source.getLong(start + 37),
            source.getLong(start + 45),
            source.getLong(start + 53),
            source.getLong(start + 61)),
        filePosition + headerBytes,
        payloadBytes,
        source.getInt(start + 69));
  }

  private static void putHeaderCrc(ByteBuffer target, int start, int end) {
    target.putInt(start + 4, crc(target, start + CRC_END, end));
  }

  private static int crc(ByteBuffer bytes, int start, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(start, end - start));
    return (int) crc.getValue();
  }

  private static int crc(List<ByteBuffer> buffers) {
    CRC32C crc = new CRC32C();
    for (ByteBuffer buffer : buffers) {
      crc.update(buffer.duplicate());
    }
    return (int) crc.getValue();
  }
}
