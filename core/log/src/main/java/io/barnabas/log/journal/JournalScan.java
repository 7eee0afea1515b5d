package io.barnabas.log.journal;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.Entry;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the journal files of a directory hold, at a start. Blocking. */
final class JournalScan {
  private static final Pattern NAME = Pattern.compile("(\\d{1,9})\\.journal");

  private final Volume volume;
  private final Path folder;
  private final RecoveredEntries recovered;
  private final List<Path> unused = new ArrayList<>();
  private int lastNumber;

  /**
   * @param recovered takes the entries, in the order in which they were written
   */
  JournalScan(Volume volume, Path folder, RecoveredEntries recovered) {
    this.volume = volume;
    this.folder = folder;
    this.recovered = recovered;
  }

  /** A file with a header, and whose entries it has. */
  record FoundFile(Path path, long sequence, Set<JournalKey> keys) {}

  /**
   * What there is.
   *
   * @param files oldest first
   * @param unused files without a header
   * @param lastEnd where the last file ends
   */
  record Found(
      List<FoundFile> files, List<Path> unused, long lastSequence, long lastEnd, int lastNumber) {}

  private record Headed(Path path, JournalFormat.FileHeader header) {}

  Found run() throws IOException {
    List<Headed> headed = headed();
    List<FoundFile> files = new ArrayList<>();
    long end = 0;
    for (int i = 0; i < headed.size(); i++) {
      Headed file = headed.get(i);
      Set<JournalKey> keys = new HashSet<>();
      long knownEnd = knownEnd(headed, i);
      try (VolumeFile opened = volume.open(file.path(), OpenMode.READ)) {
        CommitScan commits = new CommitScan(opened, file.header().sequence(), knownEnd);
        end =
            commits.run(
                entry -> {
                  keys.add(entry.key());
                  recovered.add(file.path(), entry);
                },
                recovered::damaged);
      }
      files.add(new FoundFile(file.path(), file.header().sequence(), keys));
    }
    long lastSequence = headed.isEmpty() ? 0 : headed.getLast().header().sequence();
    return new Found(files, unused, lastSequence, end, lastNumber);
  }

  /** The next file tells where one ends; -1 where there is none. */
  private static long knownEnd(List<Headed> headed, int index) {
    if (index + 1 == headed.size()) {
      return -1;
    }
    JournalFormat.FileHeader next = headed.get(index + 1).header();
    boolean isNext = next.sequence() == headed.get(index).header().sequence() + 1;
    return isNext ? next.previousEnd() : -1;
  }

  private List<Headed> headed() throws IOException {
    List<Headed> headed = new ArrayList<>();
    for (Entry entry : volume.list(folder)) {
      Matcher name = NAME.matcher(entry.name());
      if (!entry.isFolder() && name.matches()) {
        lastNumber = Math.max(lastNumber, Integer.parseInt(name.group(1)));
        Path path = folder.resolve(entry.name());
        JournalFormat.FileHeader header = header(volume, path);
        if (header == null) {
          unused.add(path);
        } else {
          headed.add(new Headed(path, header));
        }
      }
    }
    headed.sort(Comparator.comparingLong(file -> file.header().sequence()));
    return headed;
  }

  /** What a file begins with, null if it has no header. */
  static JournalFormat.@Nullable FileHeader header(Volume volume, Path path) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(JournalFormat.BLOCK_BYTES);
    try (VolumeFile file = volume.open(path, OpenMode.READ)) {
      file.read(block, 0);
    }
    return JournalFormat.fileHeader(block.flip());
  }
}
