package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.log.journal.RecoveredLog;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens a log: takes stock of its files and, where they can't be believed, recovers what they hold.
 * Blocking.
 */
final class LogLoader {
  private final LogIdentity identity;
  private final StartPoint start;
  private final LogConfig config;
  private final RecoveredLog journaled;

  /**
   * @param journaled what only the journal may have of the log
   */
  LogLoader(LogIdentity identity, StartPoint start, LogConfig config, RecoveredLog journaled) {
    this.identity = identity;
    this.start = start;
    this.config = config;
    this.journaled = journaled;
  }

  /**
   * Loads the log as it is; makes its folder where there is none. What the journal still has of it
   * is written anew: an opening before this one may have failed at a sync. What the journal has no
   * more of it, because it was to be cut off, must be durable before anybody sees it.
   */
  LoadedLog open(Volume volume) throws IOException {
    boolean rewrites = journaled.isCut() || !journaled.appends().isEmpty();
    LoadedLog loaded = load(volume, Long.MAX_VALUE, rewrites);
    if (journaled.isCut()) {
      sync(volume, loaded.segments());
    }
    return loaded;
  }

  private static void sync(Volume volume, List<Segment> segments) throws IOException {
    for (Segment segment : segments) {
      Flusher.sync(volume, segment.paths().log());
    }
    volume.syncDirectory(segments.getFirst().paths().folder());
  }

  /** Loads the log, and cuts it if it reaches beyond an offset. */
  LoadedLog cutTo(Volume volume, long endOffset) throws IOException {
    return load(volume, endOffset, false);
  }

  /** As {@link #cutTo}, but also writes anew what no sync has confirmed. */
  LoadedLog renew(Volume volume, long endOffset) throws IOException {
    return load(volume, endOffset, true);
  }

  private LoadedLog load(Volume volume, long endOffset, boolean rewrites) throws IOException {
    volume.createDirectories(identity.folder());
    claimFolder(volume);
    LogFolder folder = LogFolder.inspect(volume, identity.folder());
    LeaderEpochs epochs = readEpochs(volume);
    List<LeaderEpochs.Entry> epochsBefore = epochs.entries();
    SegmentsLoader segments = new SegmentsLoader(volume, folder, config, epochs, rewrites);
    SegmentContent last = segments.load(start, endOffset);
    if (new JournalReplay(volume, folder, journaled)
        .run(segments.loaded().getLast().paths(), last)) {
      folder = LogFolder.inspect(volume, identity.folder());
      segments = new SegmentsLoader(volume, folder, config, epochs, false);
      last = segments.load(start.afterCrash(), endOffset);
    }
    long logEndOffset = last.nextOffset();
    long logStartOffset =
        Math.max(start.logStartOffset(), segments.loaded().getFirst().baseOffset());
    epochs.truncateFromEnd(logEndOffset);
    epochs.truncateFromStart(logStartOffset);
    if (!epochs.entries().equals(epochsBefore)) {
      volume.replace(epochFile(), epochs.encode());
    }
    ProducerStates producers = new ProducerRecovery(volume, folder).recover(logEndOffset);
    return new LoadedLog(
        segments.loaded(),
        last.index(),
        last.firstTimestampMs(),
        Math.min(logStartOffset, logEndOffset),
        logEndOffset,
        epochs,
        producers);
  }

  /**
   * Makes sure that the folder is of this topic. The topic id is not synced here: before the log's
   * first flush there is nothing to lose, and a torn file is made anew.
   */
  private void claimFolder(Volume volume) throws IOException {
    Path file = identity.folder().resolve(PartitionMetadata.FILE_NAME);
    PartitionMetadata expected = new PartitionMetadata(identity.topicId());
    if (!volume.exists(file) || volume.readFully(file).limit() < expected.encode().limit()) {
      try (VolumeFile opened = volume.open(file, OpenMode.TRUNCATE)) {
        opened.write(0, expected.encode());
      }
      return;
    }
    PartitionMetadata found = PartitionMetadata.decode(file, volume.readFully(file));
    if (!found.equals(expected)) {
      throw new MalformedFileException(
          file, "topic id " + found.topicId() + " where " + expected.topicId() + " is expected");
    }
  }

  private Path epochFile() {
    return identity.folder().resolve(LeaderEpochs.FILE_NAME);
  }

  private LeaderEpochs readEpochs(Volume volume) throws IOException {
    try {
      return LeaderEpochs.decode(epochFile(), volume.readFully(epochFile()));
    } catch (NoSuchFileException e) {
      return new LeaderEpochs();
    }
  }
}
