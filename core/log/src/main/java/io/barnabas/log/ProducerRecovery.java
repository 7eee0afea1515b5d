package io.barnabas.log;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.record.RecordBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what the producers of a log were up to: from the latest snapshot that is good, and the
 * batches after it. Blocking.
 */
final class ProducerRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(ProducerRecovery.class);

  private final Volume volume;
  private final LogFolder folder;

  ProducerRecovery(Volume volume, LogFolder folder) {
    this.volume = volume;
    this.folder = folder;
  }

  /** The states at the log's end; deletes snapshots that lie beyond it or are not good. */
  ProducerStates recover(long logEndOffset) throws IOException {
    folder.deleteSnapshotsAbove(volume, logEndOffset);
    ProducerStates states = new ProducerStates();
    long fromOffset = 0;
    while (!folder.snapshots().isEmpty()) {
      long snapshot = folder.snapshots().last();
      Path file = folder.paths(snapshot).producerSnapshot();
      try {
        states = ProducerSnapshot.decode(file, volume.readFully(file));
        fromOffset = snapshot;
        break;
      } catch (MalformedFileException e) {
        LOG.warn("A producer snapshot is not used: {}", e.getMessage());
        volume.delete(file);
        folder.snapshots().remove(snapshot);
      }
    }
    if (fromOffset < logEndOffset) {
      replay(fromOffset, states);
    }
    deleteOutdated();
    return states;
  }

  /** But for the youngest two only those at the start of a segment are ever used again. */
  private void deleteOutdated() throws IOException {
    List<Long> outdated = new ArrayList<>(folder.snapshots());
    outdated.removeAll(folder.segmentBytes().keySet());
    for (long snapshot : outdated.subList(0, Math.max(0, outdated.size() - 2))) {
      volume.delete(folder.paths(snapshot).producerSnapshot());
      folder.snapshots().remove(snapshot);
    }
  }

  private void replay(long fromOffset, ProducerStates states) throws IOException {
    Long floor = folder.segmentBytes().floorKey(fromOffset);
    long firstBase = floor == null ? 0 : floor;
    for (long base : folder.segmentBytes().tailMap(firstBase, true).keySet()) {
      replaySegment(folder.paths(base), fromOffset, states);
    }
  }

  private void replaySegment(SegmentPaths paths, long fromOffset, ProducerStates states)
      throws IOException {
    try (VolumeFile log = volume.open(paths.log(), OpenMode.READ)) {
      long sizeBytes = log.size();
      long start =
          new IndexLead(volume, paths, log, sizeBytes).startFor(fromOffset, Integer.MAX_VALUE);
      BatchScanner scanner = new BatchScanner(log, start, sizeBytes);
      for (RecordBatch batch = scanner.next(); batch != null; batch = scanner.next()) {
        if (batch.baseOffset() >= fromOffset) {
          states.update(batch);
        }
      }
    }
  }
}
