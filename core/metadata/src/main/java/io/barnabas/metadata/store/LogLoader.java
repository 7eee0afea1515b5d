package io.barnabas.metadata.store;

import io.barnabas.environment.Volume;
import io.barnabas.metadata.store.FileNames.SnapshotId;
import io.barnabas.protocol.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a metadata log: the newest snapshot that is whole, and the segments behind it. */
final class LogLoader {
  private final Volume volume;
  private final Path folder;
  private final List<CommittedBatch> batches = new ArrayList<>();
  private @Nullable SnapshotId snapshotId;
  private List<Message> snapshot = List.of();
  private Set<Integer> voters = Set.of();
  private long expectedOffset;
  private long bytes;
  private long lastSegmentBaseOffset = -1;
  private long lastSegmentBytes;

  private LogLoader(Volume volume, Path folder) {
    this.volume = volume;
    this.folder = folder;
  }

  /**
   * Reads it; changes nothing.
   *
   * @throws MetadataStoreException where something that was committed is damaged or missing
   */
  static LoadedLog load(Volume volume, Path folder) throws IOException {
    LogLoader loader = new LogLoader(volume, folder);
    List<Volume.Entry> entries = volume.list(folder);
    loader.loadSnapshot(entries);
    loader.loadSegments(entries);
    return new LoadedLog(
        loader.snapshotId,
        loader.snapshot,
        List.copyOf(loader.batches),
        loader.voters,
        loader.bytes,
        loader.lastSegmentBaseOffset,
        loader.lastSegmentBytes);
  }

  private void loadSnapshot(List<Volume.Entry> entries) throws IOException {
    boolean isThereAny = false;
    for (Volume.Entry entry : entries.reversed()) {
      SnapshotId id = FileNames.snapshotId(entry.name());
      if (id != null && snapshotId == null) {
        isThereAny = true;
        tryLoad(id);
      }
    }
    if (isThereAny && snapshotId == null) {
      throw new MetadataStoreException("The snapshot of the metadata in " + folder + " is damaged");
    }
  }

  private void tryLoad(SnapshotId id) throws IOException {
    List<CommittedBatch> read = SnapshotFile.read(volume, folder, id);
    if (read != null) {
      snapshotId = id;
      snapshot = read.stream().flatMap(batch -> batch.records().stream()).toList();
      read.forEach(this::noteVoters);
      expectedOffset = id.endOffset();
    }
  }

  private void loadSegments(List<Volume.Entry> entries) throws IOException {
    List<Long> bases = new ArrayList<>();
    for (Volume.Entry entry : entries) {
      long baseOffset = FileNames.baseOffset(entry.name());
      if (baseOffset >= 0) {
        bases.add(baseOffset);
      }
    }
    for (int i = 0; i < bases.size(); i++) {
      loadSegment(bases.get(i), i == bases.size() - 1);
    }
    if (bases.isEmpty()) {
      lastSegmentBaseOffset = expectedOffset;
    }
  }

  private void loadSegment(long baseOffset, boolean isLast) throws IOException {
    Path file = FileNames.log(folder, baseOffset);
    ByteBuffer content = volume.readFully(file);
    BatchScan scan = BatchScan.from(content, snapshotEndOffset());
    boolean isWhole = scan.validBytes() == content.limit();
    if (!isWhole && !(isLast && scan.isTorn())) {
      throw new MetadataStoreException(
          "The metadata log " + file + " is damaged at byte " + scan.validBytes());
    }
    for (CommittedBatch batch : scan.batches()) {
      take(batch);
    }
    bytes += scan.validBytes();
    lastSegmentBaseOffset = baseOffset;
    lastSegmentBytes = scan.validBytes();
  }

  /** What the snapshot has need not be unpacked. */
  private long snapshotEndOffset() {
    return snapshotId == null ? 0 : snapshotId.endOffset();
  }

  private void take(CommittedBatch batch) {
    if (batch.baseOffset() != expectedOffset) {
      throw new MetadataStoreException(
          "The metadata log in "
              + folder
              + " goes on at offset "
              + batch.baseOffset()
              + " where "
              + expectedOffset
              + " is expected");
    }
    batches.add(batch);
    noteVoters(batch);
    expectedOffset = batch.nextOffset();
  }

  private void noteVoters(CommittedBatch batch) {
    if (!batch.voters().isEmpty()) {
      voters = batch.voters();
    }
  }
}
