package io.barnabas.log.journal;

import io.barnabas.environment.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a journal, oldest first, and which logs need them still. A file is used again when
 * neither it nor an older one is needed: an entry that was cut must not outlive the entry that cut
 * it. Blocking.
 */
final class JournalFiles {
  private final Path folder;
  private final JournalTerms terms;
  private final Deque<Needed> inUse = new ArrayDeque<>();
  private final Deque<Path> free = new ArrayDeque<>();
  private long lastSequence;
  private long previousEnd;
  private int lastNumber;
  private @Nullable JournalFile current;
  private boolean hasUnsyncedName;

  /** A file with the logs that have something in it which is not durable elsewhere. */
  private record Needed(Path path, long sequence, Set<JournalKey> keys) {}

  JournalFiles(Path folder, JournalTerms terms, JournalScan.Found found) {
    this.folder = folder;
    this.terms = terms;
    for (JournalScan.FoundFile file : found.files()) {
      inUse.add(new Needed(file.path(), file.sequence(), new HashSet<>(file.keys())));
    }
    free.addAll(found.unused());
    lastSequence = found.lastSequence();
    previousEnd = found.lastEnd();
    lastNumber = found.lastNumber();
  }

  long lastSequence() {
    return lastSequence;
  }

  /** The file that takes a commit; another than before when that has no room left. */
  JournalFile forCommit(Volume volume, long commitBytes, ByteBuffer buffer) throws IOException {
    JournalFile file = current;
    if (file != null && file.hasRoom(commitBytes)) {
      return file;
    }
    closeCurrent();
    return begin(volume, buffer);
  }

  private JournalFile begin(Volume volume, ByteBuffer buffer) throws IOException {
    Path known = free.pollFirst();
    Path path = known != null ? known : folder.resolve(++lastNumber + JournalFormat.SUFFIX);
    lastSequence++; // even if this fails: no two files may have the same
    JournalFormat.FileHeader header = new JournalFormat.FileHeader(lastSequence, previousEnd);
    previousEnd = JournalFormat.BLOCK_BYTES;
    hasUnsyncedName |= known == null;
    JournalFile begun;
    try {
      begun = JournalFile.begin(volume, path, header, terms.fileBytes(), buffer);
    } catch (IOException | RuntimeException e) {
      free.addFirst(path); // it may be as it was, and then no younger one may go before it
      throw e;
    }
    current = begun;
    inUse.add(new Needed(path, lastSequence, new HashSet<>()));
    syncNames(volume);
    return begun;
  }

  /** Notes whose entries are in the current file. */
  void need(JournalKey key) {
    inUse.getLast().keys().add(key);
  }

  /**
   * Gives up the current file: after a failure nobody knows what is in it behind the last commit.
   */
  void abandonCurrent() {
    try {
      closeCurrent();
    } catch (IOException e) {
      // Its commits are durable; that it can't be closed harms nobody.
      current = null;
    }
  }

  private void closeCurrent() throws IOException {
    JournalFile closing = current;
    if (closing != null) {
      current = null;
      previousEnd = closing.endBytes();
      closing.close();
    }
  }

  void release(JournalKey key, long upToSequence) {
    for (Needed file : inUse) {
      if (file.sequence() <= upToSequence) {
        file.keys().remove(key);
      }
    }
  }

  void releaseOthers(Set<JournalKey> keys, long upToSequence) {
    for (Needed file : inUse) {
      if (file.sequence() <= upToSequence) {
        file.keys().retainAll(keys);
      }
    }
  }

  /** Takes back the oldest files that nobody needs; what is more than enough is deleted. */
  void reuse(Volume volume) throws IOException {
    while (!inUse.isEmpty() && inUse.getFirst().keys().isEmpty() && !isCurrent(inUse.getFirst())) {
      free.addLast(inUse.removeFirst().path());
    }
    delete(volume, free.size() + inUse.size() - terms.fileCount());
  }

  /**
   * Durably, the oldest first: an entry must not come back when the one that cut it is gone. So a
   * file that can't be deleted stays the next in turn.
   */
  private void delete(Volume volume, int count) throws IOException {
    for (int i = 0; i < count && !free.isEmpty(); i++) {
      hasUnsyncedName = true;
      volume.delete(free.getFirst());
      syncNames(volume);
      free.removeFirst();
    }
  }

  private void syncNames(Volume volume) throws IOException {
    if (hasUnsyncedName) {
      volume.syncDirectory(folder);
      hasUnsyncedName = false;
    }
  }

  private boolean isCurrent(Needed file) {
    return current != null && file.sequence() == current.sequence();
  }

  /** At the end of a run in which all logs were closed in order nothing is left. */
  void close(Volume volume) throws IOException {
    closeCurrent();
    reuse(volume);
    delete(volume, free.size());
  }
}
