package io.barnabas.metadata.store;

import io.barnabas.environment.Volume;
import io.barnabas.environment.Volume.OpenMode;
import io.barnabas.environment.VolumeFile;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.store.FileNames.SnapshotId;
import io.barnabas.protocol.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of the metadata log. Blocking, so it is only touched by work of the store's one lane.
 *
 * <p>Invariant: what is below {@code endPosition} of the last segment, and all of the segments
 * before it, is synced.
 */
final class MetadataLog {
  private final Path folder;
  private @Nullable VolumeFile segment;
  private long segmentBaseOffset;
  private long endPosition;
  private long endOffset;
  private boolean broken;

  MetadataLog(Path folder) {
    this.folder = folder;
  }

  /** Reads the log, deletes what was never finished, and opens it for appends. */
  LoadedLog load(Volume volume) throws IOException {
    volume.createDirectories(folder);
    for (Volume.Entry entry : volume.list(folder)) {
      if (entry.name().endsWith(SnapshotFile.UNFINISHED)) {
        volume.delete(folder.resolve(entry.name()));
      }
    }
    LoadedLog loaded = LogLoader.load(volume, folder);
    endOffset = loaded.endOffset();
    segmentBaseOffset = loaded.lastSegmentBaseOffset();
    VolumeFile opened = volume.open(FileNames.log(folder, segmentBaseOffset), OpenMode.WRITE);
    segment = opened;
    endPosition = loaded.lastSegmentBytes();
    if (opened.size() > endPosition) {
      opened.truncate(endPosition);
    }
    opened.sync();
    syncNames(volume);
    return loaded;
  }

  private void syncNames(Volume volume) throws IOException {
    volume.syncDirectory(folder);
    Path parent = folder.getParent();
    if (parent != null) {
      volume.syncDirectory(parent);
    }
  }

  /** Writes one batch and syncs it; gives the offset of its first record and its size. */
  Appended append(int epoch, long timestampMs, List<Message> records) throws IOException {
    VolumeFile file = Objects.requireNonNull(segment);
    if (broken) {
      throw new IOException("an earlier write failed half way");
    }
    ByteBuffer batch = CommittedBatch.encode(endOffset, epoch, timestampMs, records);
    int sizeBytes = batch.remaining();
    write(file, batch);
    Appended appended = new Appended(endOffset, sizeBytes);
    endPosition += sizeBytes;
    endOffset += records.size();
    return appended;
  }

  private void write(VolumeFile file, ByteBuffer batch) throws IOException {
    broken = true;
    try {
      file.write(endPosition, batch);
    } catch (IOException e) {
      // A full disk is no reason to stop for good: with its part taken back the log is as before.
      file.truncate(endPosition);
      file.sync();
      broken = false;
      throw e;
    }
    // What a failed sync has left on the disk nobody can tell; the log stays broken then.
    file.sync();
    broken = false;
  }

  /** Writes a snapshot, goes on in a new segment, and deletes what nobody will read again. */
  void writeSnapshot(Volume volume, SnapshotId id, ClusterImage image, long timestampMs)
      throws IOException {
    SnapshotFile.write(volume, folder, id, image, timestampMs);
    if (endPosition > 0) {
      roll(volume);
    }
    deleteBefore(volume, id);
  }

  /** A segment is read again only where the snapshot does not reach the start of the next. */
  private void deleteBefore(Volume volume, SnapshotId id) throws IOException {
    long nextBaseOffset = Long.MAX_VALUE;
    for (Volume.Entry entry : volume.list(folder).reversed()) {
      SnapshotId snapshot = FileNames.snapshotId(entry.name());
      long baseOffset = FileNames.baseOffset(entry.name());
      boolean isOldSnapshot = snapshot != null && snapshot.endOffset() < id.endOffset();
      boolean isOldSegment = baseOffset >= 0 && nextBaseOffset <= id.endOffset();
      if (isOldSnapshot || isOldSegment) {
        volume.delete(folder.resolve(entry.name()));
      } else if (baseOffset >= 0) {
        nextBaseOffset = baseOffset;
      }
    }
    volume.syncDirectory(folder);
  }

  private void roll(Volume volume) throws IOException {
    Objects.requireNonNull(segment).close();
    segment = volume.open(FileNames.log(folder, endOffset), OpenMode.TRUNCATE);
    segmentBaseOffset = endOffset;
    endPosition = 0;
    volume.syncDirectory(folder);
  }

  void close() throws IOException {
    if (segment != null) {
      segment.close();
    }
  }

  /** What an append came to. */
  record Appended(long baseOffset, int sizeBytes) {}
}
