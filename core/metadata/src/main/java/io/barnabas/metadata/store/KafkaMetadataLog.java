package io.barnabas.metadata.store;

import io.barnabas.environment.Volume;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.store.FileNames.SnapshotId;
import io.barnabas.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The metadata log that an Apache Kafka has left in a folder, and the step that puts ours in its
 * place. Kafka's is never changed: it is kept under another name. Blocking.
 *
 * <p>Ours is written under a name that nobody reads, and synced; then Kafka's folder is renamed,
 * then ours. A crash leaves Kafka's under its own name, or ours to be renamed, which {@link
 * #finish} does.
 */
public final class KafkaMetadataLog {
  private static final String NEW_FOLDER = FileNames.FOLDER + ".takeover";

  /** What Kafka's is renamed to; with a number behind it where that name is taken. */
  private static final String KEPT_FOLDER = FileNames.FOLDER + ".kafka";

  private final List<Message> snapshot;
  private final List<List<Message>> committed;
  private final SnapshotId end;
  private final Set<Integer> controllers;

  private KafkaMetadataLog(LoadedLog loaded, QuorumState quorum) {
    this.snapshot = loaded.snapshot();
    this.committed =
        loaded.batches().stream()
            .filter(batch -> !batch.isControl())
            .map(CommittedBatch::records)
            .toList();
    this.end = new SnapshotId(loaded.endOffset(), loaded.epoch());
    Set<Integer> named = new TreeSet<>(loaded.voters());
    named.addAll(quorum.voters());
    if (quorum.leaderId() >= 0) {
      named.add(quorum.leaderId());
    }
    this.controllers = named;
  }

  /** Whether the metadata log in a log directory is one of Kafka's. */
  public static boolean isIn(Volume volume, Path logDir) throws IOException {
    return volume.exists(logDir.resolve(FileNames.FOLDER).resolve(QuorumState.FILE_NAME));
  }

  /** Whether there is any metadata log in a log directory, be it one that is being put there. */
  public static boolean isAnyIn(Volume volume, Path logDir) throws IOException {
    return volume.exists(logDir.resolve(FileNames.FOLDER))
        || volume.exists(logDir.resolve(NEW_FOLDER));
  }

  /**
   * Reads it, and changes nothing.
   *
   * @throws MetadataStoreException where it is damaged, or has records of a later release
   */
  public static KafkaMetadataLog read(Volume volume, Path logDir) throws IOException {
    Path folder = logDir.resolve(FileNames.FOLDER);
    QuorumState quorum =
        QuorumState.decode(volume.readFully(folder.resolve(QuorumState.FILE_NAME)));
    return new KafkaMetadataLog(LogLoader.load(volume, folder), quorum);
  }

  /** The records of the newest snapshot; none where there is no snapshot. */
  public List<Message> snapshot() {
    return snapshot;
  }

  /** The records behind the snapshot, batch by batch, with the bounds of transactions. */
  public List<List<Message>> committed() {
    return committed;
  }

  /** The offset behind the last record. */
  public long endOffset() {
    return end.endOffset();
  }

  /** The ids of all controllers that are named anywhere. */
  public Set<Integer> controllers() {
    return Set.copyOf(controllers);
  }

  /**
   * Puts a log that begins with this image in the place of Kafka's.
   *
   * @return where Kafka's is kept
   */
  public Path replace(Volume volume, Path logDir, ClusterImage image, long timestampMs)
      throws IOException {
    Path prepared = logDir.resolve(NEW_FOLDER);
    volume.deleteRecursively(prepared);
    volume.createDirectories(prepared);
    SnapshotFile.write(volume, prepared, end, image, timestampMs);
    volume.syncDirectory(logDir);
    Path kept = keptFolder(volume, logDir);
    volume.move(logDir.resolve(FileNames.FOLDER), kept);
    volume.syncDirectory(logDir);
    finish(volume, logDir);
    return kept;
  }

  private static Path keptFolder(Volume volume, Path logDir) throws IOException {
    Path kept = logDir.resolve(KEPT_FOLDER);
    for (int number = 2; volume.exists(kept); number++) {
      kept = logDir.resolve(KEPT_FOLDER + "." + number);
    }
    return kept;
  }

  /** Brings a replacement to its end that a crash has interrupted; true if there was one. */
  public static boolean finish(Volume volume, Path logDir) throws IOException {
    Path folder = logDir.resolve(FileNames.FOLDER);
    Path prepared = logDir.resolve(NEW_FOLDER);
    boolean isDue = !volume.exists(folder) && volume.exists(prepared);
    if (isDue) {
      volume.move(prepared, folder);
      volume.syncDirectory(logDir);
    }
    return isDue;
  }
}
