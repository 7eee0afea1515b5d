package io.barnabas.metadata.store;

import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.store.FileNames.SnapshotId;
import io.barnabas.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The log of a cluster of one, on this disk: the folder {@code __cluster_metadata-0} with the files
 * of Kafka's KRaft mode. An append is synced before it counts. Whoever opens the store leads.
 */
public final class LocalMetadataStore implements MetadataStore {
  private final Shard shard;
  private final Lane lane;
  private final Path folder;
  private final int nodeId;
  private final MetadataLog log;
  private @Nullable Listener listener;
  private int epoch;
  private long bytesSinceSnapshot;

  /**
   * @param shard where it is used
   * @param logDir the folder in which the log's folder is or will be
   */
  public LocalMetadataStore(Shard shard, Path logDir, int nodeId) {
    this.shard = shard;
    this.folder = logDir.resolve(FileNames.FOLDER);
    this.lane = shard.disk().lane(FileNames.FOLDER.hashCode());
    this.nodeId = nodeId;
    this.log = new MetadataLog(folder);
  }

  @Override
  public CompletionStage<Void> open(Listener newListener) {
    this.listener = newListener;
    return lane.submit(log::load)
        .handle((loaded, failure) -> result(loaded, failure, "read"))
        .thenAccept(this::publish);
  }

  private void publish(LoadedLog loaded) {
    Listener heard = Objects.requireNonNull(listener);
    epoch = loaded.epoch() + 1;
    bytesSinceSnapshot = loaded.bytes();
    if (loaded.snapshotId() != null) {
      heard.onSnapshot(loaded.snapshotId().endOffset() - 1, loaded.snapshot());
    }
    for (CommittedBatch batch : loaded.batches()) {
      if (!batch.isControl()) {
        heard.onCommitted(batch.baseOffset(), batch.records());
      }
    }
    heard.onLeaderChanged(nodeId, epoch);
  }

  @Override
  public CompletionStage<Long> append(int leaderEpoch, List<Message> records) {
    if (leaderEpoch != epoch) {
      return CompletableFuture.failedFuture(new NotLeaderException(leaderEpoch, epoch));
    }
    long timestampMs = shard.clock().wallMs();
    return lane.submit(volume -> log.append(leaderEpoch, timestampMs, records))
        .handle((appended, failure) -> result(appended, failure, "written"))
        .thenApply(
            appended -> {
              bytesSinceSnapshot += appended.sizeBytes();
              Objects.requireNonNull(listener).onCommitted(appended.baseOffset(), records);
              return appended.baseOffset() + records.size() - 1;
            });
  }

  @Override
  public long bytesSinceSnapshot() {
    return bytesSinceSnapshot;
  }

  @Override
  public CompletionStage<Void> writeSnapshot(ClusterImage image) {
    long timestampMs = shard.clock().wallMs();
    SnapshotId id = new SnapshotId(image.offset() + 1, epoch);
    bytesSinceSnapshot = 0;
    return lane.<Boolean>submit(
            volume -> {
              log.writeSnapshot(volume, id, image, timestampMs);
              return true;
            })
        .handle((done, failure) -> result(done, failure, "written"))
        .thenAccept(done -> {});
  }

  @Override
  public CompletionStage<Void> close() {
    return lane.<Boolean>submit(
            volume -> {
              log.close();
              return true;
            })
        .handle((done, failure) -> result(done, failure, "closed"))
        .thenAccept(done -> {});
  }

  private <T> T result(@Nullable T value, @Nullable Throwable failure, String verb) {
    if (value != null) {
      return value;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof MetadataStoreException e) {
      throw e;
    }
    if (cause instanceof IOException e) {
      throw new MetadataStoreException(
          "The metadata log in " + folder + " can't be " + verb + ": " + e.getMessage(), e);
    }
    throw new CompletionException(Objects.requireNonNull(cause));
  }
}
