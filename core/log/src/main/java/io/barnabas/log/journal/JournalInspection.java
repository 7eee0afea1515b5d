package io.barnabas.log.journal;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.Entry;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a journal file for people to look into, as a start would read it. Blocking. */
public final class JournalInspection {
  private static final long UNKNOWN = -1;

  private final Volume volume;

  public JournalInspection(Volume volume) {
    this.volume = volume;
  }

  /**
   * What a file has.
   *
   * @param previousEnd where the file before it ends
   * @param findings in the order of their positions
   * @param end where it ends
   * @param isEndTold whether the file after it says so; else the end is where no commit begins
   */
  public record Report(
      long sequence, long previousEnd, List<Finding> findings, long end, boolean isEndTold) {}

  /** Something in a file. */
  public sealed interface Finding {
    /** Where in the file it is. */
    long position();

    /** An entry that is as it was written. */
    record Sound(JournalEntry entry) implements Finding {
      @Override
      public long position() {
        return entry.position();
      }
    }

    /**
     * What was durable once and is damaged.
     *
     * @param entry whose batches are damaged, null if not even that can be told
     */
    record Damaged(long position, @Nullable JournalEntry entry) implements Finding {}
  }

  /** Reads a file; empty if it has no header, as one that is not used yet. */
  public Optional<Report> inspect(Path path) throws IOException {
    JournalFormat.FileHeader header = JournalScan.header(volume, path);
    return header == null ? Optional.empty() : Optional.of(report(path, header));
  }

  private Report report(Path path, JournalFormat.FileHeader header) throws IOException {
    long toldEnd = toldEnd(path, header.sequence());
    List<Finding> findings = new ArrayList<>();
    try (VolumeFile file = volume.open(path, OpenMode.READ)) {
      long end =
          new CommitScan(file, header.sequence(), toldEnd)
              .run(
                  entry -> findings.add(new Finding.Sound(entry)),
                  damage -> findings.add(new Finding.Damaged(damage.position(), damage.entry())));
      findings.sort(Comparator.comparingLong(Finding::position));
      return new Report(header.sequence(), header.previousEnd(), findings, end, toldEnd != UNKNOWN);
    }
  }

  /** The file that follows knows where its predecessor ends. */
  private long toldEnd(Path path, long sequence) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      return UNKNOWN;
    }
    for (Entry entry : volume.list(folder)) {
      if (!entry.isFolder() && entry.name().endsWith(JournalFormat.SUFFIX)) {
        JournalFormat.FileHeader other = JournalScan.header(volume, folder.resolve(entry.name()));
        if (other != null && other.sequence() == sequence + 1) {
          return other.previousEnd();
        }
      }
    }
    return UNKNOWN;
  }
}
