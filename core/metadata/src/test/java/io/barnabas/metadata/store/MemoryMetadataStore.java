package io.barnabas.metadata.store;

import io.barnabas.environment.Shard;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store in memory that commits a little later; what it keeps outlives it. */
public final class MemoryMetadataStore implements MetadataStore {
  private static final int BYTES_PER_RECORD = 50;

  private final Shard shard;
  private final int nodeId;
  private final Kept kept;
  private Listener listener;

  /** What outlives a store. */
  public static final class Kept {
    private long snapshotOffset = -1;
    private List<Message> snapshot = List.of();
    private final List<Message> records = new ArrayList<>();
    private int epoch;
  }

  public MemoryMetadataStore(Shard shard, int nodeId, Kept kept) {
    this.shard = shard;
    this.nodeId = nodeId;
    this.kept = kept;
  }

  @Override
  public CompletionStage<Void> open(Listener newListener) {
    listener = newListener;
    return later(
        () -> {
          kept.epoch++;
          if (kept.snapshotOffset >= 0) {
            listener.onSnapshot(kept.snapshotOffset, kept.snapshot);
          }
          if (!kept.records.isEmpty()) {
            listener.onCommitted(kept.snapshotOffset + 1, List.copyOf(kept.records));
          }
          listener.onLeaderChanged(nodeId, kept.epoch);
          return null;
        });
  }

  @Override
  public CompletionStage<Long> append(int epoch, List<Message> records) {
    if (epoch != kept.epoch) {
      return CompletableFuture.failedFuture(new NotLeaderException(epoch, kept.epoch));
    }
    return later(
        () -> {
          long baseOffset = kept.snapshotOffset + 1 + kept.records.size();
          kept.records.addAll(records);
          listener.onCommitted(baseOffset, records);
          return baseOffset + records.size() - 1;
        });
  }

  @Override
  public long bytesSinceSnapshot() {
    return (long) kept.records.size() * BYTES_PER_RECORD;
  }

  @Override
  public CompletionStage<Void> writeSnapshot(ClusterImage image) {
    List<Message> records = new ArrayList<>();
    image.forEachRecord(records::add);
    kept.records.subList(0, (int) (image.offset() - kept.snapshotOffset)).clear();
    kept.snapshotOffset = image.offset();
    kept.snapshot = records;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> close() {
    return later(() -> null);
  }

  private <T> CompletionStage<T> later(java.util.function.Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    shard.timers().schedule(1, () -> done.complete(work.get()));
    return done;
  }
}
