package io.barnabas.metadata.controller;

import io.barnabas.environment.Shard;
import io.barnabas.metadata.config.BrokerConfig;
import io.barnabas.metadata.image.ClusterImage;
import io.barnabas.metadata.image.ImageDelta;
import io.barnabas.metadata.image.KnownFeature;
import io.barnabas.metadata.store.MetadataStore;
import io.barnabas.metadata.store.NotLeaderException;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.metadata.AbortTransactionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the state machine: commits in groups what commands come to, and replays what was
 * committed, whoever led then. To be used on one shard.
 *
 * <p>One group is on its way to the store at a time. Commands that arrive meanwhile wait, and make
 * the next group: each is decided on the committed image and the records of those before it in the
 * group, so that it sees them, but no image that may still be lost is ever shown to anybody.
 */
public final class Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

  private static final int NOT_LEADING = -1;

  private final Shard shard;
  private final MetadataStore store;
  private final CommandHandler handler;
  private final int nodeId;
  private final long snapshotBytes;
  private final RecordTransactions transactions = new RecordTransactions();
  private final List<ImageListener> listeners = new ArrayList<>();
  private List<Waiting<?>> waiting = new ArrayList<>();
  private ClusterImage image;
  private int epoch = NOT_LEADING;
  private boolean committing;

  /**
   * @param shard where it is used
   * @param store not opened yet
   * @param broker this process's configs: defaults of topics, and what may be done
   */
  public Controller(Shard shard, MetadataStore store, BrokerConfig broker, String clusterId) {
    this.shard = shard;
    this.store = store;
    this.handler = new CommandHandler(broker, shard.randomness());
    this.nodeId = broker.nodeId();
    this.snapshotBytes = broker.storage().metadataSnapshotBytes();
    this.image = ClusterImage.empty(clusterId);
  }

  /**
   * Loads what was committed; in a new cluster sets the level of its metadata. Completes with the
   * image, or fails with {@link io.barnabas.metadata.store.MetadataStoreException}.
   */
  public CompletionStage<ClusterImage> open() {
    return store
        .open(new StoreListener())
        .thenCompose(opened -> takeOver())
        .thenApply(done -> image);
  }

  /** What a leader commits before anything else. */
  private CompletionStage<Long> takeOver() {
    if (epoch != NOT_LEADING && transactions.isOpen()) {
      return store.append(
          epoch, List.of(new AbortTransactionRecord().reason("Its controller is gone.")));
    }
    if (epoch != NOT_LEADING && image.offset() < 0) {
      return store.append(epoch, List.of(KnownFeature.METADATA_VERSION.record()));
    }
    return CompletableFuture.completedFuture(image.offset());
  }

  /** What has been committed, as far as this node knows. */
  public ClusterImage image() {
    return image;
  }

  /** Tells of every image from now on. */
  public void addListener(ImageListener listener) {
    listeners.add(listener);
  }

  /**
   * Decides a command and answers when its records are committed and the image has them. Errors
   * that are the client's are in the response. The stage fails with {@link NotLeaderException}
   * where another node leads, and with {@link io.barnabas.metadata.store.MetadataStoreException}
   * where the store fails.
   */
  public <R> CompletionStage<R> submit(Command<R> command) {
    Waiting<R> asked = new Waiting<>(command);
    waiting.add(asked);
    if (!committing && waiting.size() == 1) {
      shard.execute(this::commitWaiting);
    }
    return asked.response;
  }

  private void commitWaiting() {
    if (committing || waiting.isEmpty()) {
      return;
    }
    List<Waiting<?>> group = waiting;
    waiting = new ArrayList<>();
    if (epoch == NOT_LEADING) {
      group.forEach(asked -> asked.fail(new NotLeaderException(NOT_LEADING, NOT_LEADING)));
      return;
    }
    List<Message> records = decide(group);
    if (records.isEmpty()) {
      group.forEach(Waiting::complete);
      return;
    }
    committing = true;
    store.append(epoch, records).whenComplete((offset, failure) -> onCommitted(group, failure));
  }

  /** Decides one after the other, each on what the ones before it will have done. */
  private List<Message> decide(List<Waiting<?>> group) {
    ClusterImage seen = image;
    List<Message> records = new ArrayList<>();
    for (Waiting<?> asked : group) {
      List<Message> own = asked.decide(handler, seen);
      if (!own.isEmpty()) {
        ImageDelta delta = new ImageDelta(seen);
        own.forEach(delta::replay);
        seen = delta.apply();
        records.addAll(own);
      }
    }
    return List.copyOf(records);
  }

  private void onCommitted(List<Waiting<?>> group, @Nullable Throwable failure) {
    committing = false;
    if (failure == null) {
      snapshotWhenDue();
      group.forEach(Waiting::complete);
    } else {
      group.forEach(asked -> asked.fail(failure));
    }
    if (!waiting.isEmpty()) {
      shard.execute(this::commitWaiting);
    }
  }

  private void snapshotWhenDue() {
    if (store.bytesSinceSnapshot() < snapshotBytes) {
      return;
    }
    store
        .writeSnapshot(image)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("No snapshot of the metadata: {}", failure.getMessage());
              }
            });
  }

  private void publish(ImageDelta delta, long lastOffset) {
    ClusterImage before = image;
    image = delta.applyUpTo(lastOffset);
    for (ImageListener listener : listeners) {
      listener.onImage(before, image, delta);
    }
  }

  /** Takes no more commands; completes when those under way are answered and the store is shut. */
  public CompletionStage<Void> close() {
    epoch = NOT_LEADING;
    return store.close();
  }

  /** Replays what the store says was committed: the one place where the image changes. */
  private final class StoreListener implements MetadataStore.Listener {
    @Override
    public void onSnapshot(long lastOffset, List<Message> records) {
      ImageDelta delta = new ImageDelta(ClusterImage.empty(image.clusterId()));
      records.forEach(delta::replay);
      publish(delta, lastOffset);
    }

    @Override
    public void onCommitted(long baseOffset, List<Message> records) {
      ImageDelta delta = new ImageDelta(image);
      transactions.replayable(records).forEach(delta::replay);
      publish(delta, baseOffset + records.size() - 1);
    }

    @Override
    public void onLeaderChanged(int leaderId, int newEpoch) {
      epoch = leaderId == nodeId ? newEpoch : NOT_LEADING;
    }
  }

  /** A command and the answer that is waited for. */
  private static final class Waiting<R> {
    private final Command<R> command;
    private final CompletableFuture<R> response = new CompletableFuture<>();
    private @Nullable R decided;
    private @Nullable RuntimeException fault;

    Waiting(Command<R> command) {
      this.command = command;
    }

    /** A fault of the controller's own ends this command only. */
    List<Message> decide(CommandHandler handler, ClusterImage seen) {
      try {
        ControllerResult<R> result = handler.decide(seen, command);
        decided = result.response();
        return result.records();
      } catch (RuntimeException e) {
        fault = e;
        return List.of();
      }
    }

    void complete() {
      if (fault != null) {
        response.completeExceptionally(fault);
      } else {
        response.complete(decided);
      }
    }

    void fail(Throwable failure) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      response.completeExceptionally(cause != null ? cause : failure);
    }
  }
}
