package io.barnabas.log.journal;

import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commits of one file up to its end. A commit that is not whole is the end, for it was
 * never acknowledged, unless something that was written after it is there: then it was whole once,
 * and what is damaged in it is told. Blocking.
 */
final class CommitScan {
  private static final int READ_BYTES = 256 << 10;

  private final VolumeFile file;
  private final long sequence;
  private final long knownEnd;
  private final ByteBuffer window = ByteBuffer.allocate(READ_BYTES).limit(0);
  private long windowStart;

  /**
   * @param knownEnd where the file ends, -1 if that is not known
   */
  CommitScan(VolumeFile file, long sequence, long knownEnd) {
    this.file = file;
    this.sequence = sequence;
    this.knownEnd = knownEnd;
  }

  /**
   * Damage in what was durable once.
   *
   * @param entry whose batches are damaged, null if not even that can be told
   */
  record Damage(Path path, long position, @Nullable JournalEntry entry) {}

  /**
   * What a commit has, and whether all of it is as it was written.
   *
   * @param end where the next commit begins
   */
  private record Content(
      List<JournalEntry> entries, List<Damage> damages, boolean isWhole, long end) {}

  /** Reads all; returns where the file ends. */
  long run(Consumer<JournalEntry> entries, Consumer<Damage> damages) throws IOException {
    long position = JournalFormat.BLOCK_BYTES;
    while (position != knownEnd) {
      Content content = contentAt(position);
      if (!content.isWhole()) {
        long later = laterCommit(position);
        if (later < 0) {
          return position;
        }
        content.damages().forEach(damages);
      }
      content.entries().forEach(entries);
      position = content.end();
    }
    return position;
  }

  private Content contentAt(long position) throws IOException {
    JournalFormat.CommitHeader header = header(position);
    if (header != null) {
      return content(position, header);
    }
    Damage damage = new Damage(file.path(), position, null);
    return new Content(List.of(), List.of(damage), false, laterCommit(position));
  }

  /** The next commit, or the known end; -1 if there is neither. */
  private long laterCommit(long position) throws IOException {
    long end = knownEnd >= 0 ? knownEnd : file.size();
    for (long at = position + JournalFormat.BLOCK_BYTES;
        at < end;
        at += JournalFormat.BLOCK_BYTES) {
      if (header(at) != null) {
        return at;
      }
    }
    return knownEnd > position ? knownEnd : -1;
  }

  private JournalFormat.@Nullable CommitHeader header(long position) throws IOException {
    ByteBuffer bytes = bytesAt(position, JournalFormat.COMMIT_HEADER_BYTES);
    JournalFormat.CommitHeader header = JournalFormat.commitHeader(bytes, sequence, position);
    boolean fits =
        header != null
            && header.entryBytes() >= 0
            && position + JournalFormat.COMMIT_HEADER_BYTES + header.entryBytes() <= file.size();
    return fits ? header : null;
  }

  private Content content(long position, JournalFormat.CommitHeader header) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    List<Damage> damages = new ArrayList<>();
    long at = position + JournalFormat.COMMIT_HEADER_BYTES;
    long end = at + header.entryBytes();
    for (int i = 0; i < header.entryCount(); i++) {
      ByteBuffer bytes =
          bytesAt(at, JournalFormat.ENTRY_HEADER_BYTES + JournalFormat.MAX_NAME_BYTES);
      boolean hasHeader = Math.min(end - at, bytes.remaining()) >= JournalFormat.ENTRY_HEADER_BYTES;
      JournalEntry entry = hasHeader ? JournalFormat.entry(bytes, at) : null;
      if (entry == null || entry.position() + entry.sizeBytes() > end) {
        damages.add(new Damage(file.path(), at, null));
        return new Content(entries, damages, false, position + header.sizeBytes());
      }
      if (crc(entry) == entry.crc()) {
        entries.add(entry);
      } else {
        damages.add(new Damage(file.path(), at, entry));
      }
      at = entry.position() + entry.sizeBytes();
    }
    return new Content(entries, damages, damages.isEmpty(), position + header.sizeBytes());
  }

  private int crc(JournalEntry entry) throws IOException {
    CRC32C crc = new CRC32C();
    if (entry.isCut()) {
      return entry.crc();
    }
    long end = entry.position() + entry.sizeBytes();
    for (long at = entry.position(); at < end; ) {
      ByteBuffer bytes = bytesAt(at, (int) Math.min(READ_BYTES, end - at));
      bytes.limit(bytes.position() + (int) Math.min(bytes.remaining(), end - at));
      at += bytes.remaining();
      crc.update(bytes);
    }
    return (int) crc.getValue();
  }

  /** At least as many bytes from a position on, where the file has them. */
  private ByteBuffer bytesAt(long position, int sizeBytes) throws IOException {
    if (position < windowStart || position + sizeBytes > windowStart + window.limit()) {
      window.clear();
      windowStart = position;
      file.read(window, position);
      window.flip();
    }
    return window.duplicate().position((int) (position - windowStart));
  }
}
