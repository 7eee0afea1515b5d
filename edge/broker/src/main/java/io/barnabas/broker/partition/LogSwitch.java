package io.barnabas.broker.partition;

import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import io.barnabas.log.FutureLog;
import io.barnabas.log.LogIdentity;
import io.barnabas.log.LogReplacement;
import io.barnabas.log.StartPoint;
import io.barnabas.replication.PartitionLeader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The last steps of a move: closes both logs, has the new directory remember the log, renames the
 * folders, and opens the log where it then is. If a step fails the log is opened where it was; if
 * that can't be done either, it is tried until it can. To be used once, on the partition's shard,
 * while nothing is asked of the partition.
 */
final class LogSwitch {
  private static final long RETRY_MS = 1_000;

  private final Shard shard;
  private final PartitionLeader leader;
  private final FutureLog future;
  private final LogIdentity target;
  private final PartitionMover.Host logOwner;
  private final MoveListener listener;
  private final LogIdentity old;
  private final LogReplacement replacement;
  private @Nullable StartPoint startPoint;
  private Consumer<Throwable> onStuck = _ -> {};
  private boolean givenUp;

  LogSwitch(
      Shard shard,
      PartitionLeader leader,
      LogMove move,
      PartitionMover.Host logOwner,
      MoveListener listener) {
    this.shard = shard;
    this.leader = leader;
    this.future = move.future();
    this.target = move.order().target();
    this.logOwner = logOwner;
    this.listener = listener;
    this.old = leader.log().identity();
    this.replacement =
        LogReplacement.of(old, future.identity(), target, shard.randomness().nextUuid());
  }

  /**
   * Completes with the place where the log is open again: the new one or the old one.
   *
   * @param stuck told each time when it can be opened in neither
   */
  CompletionStage<PartitionPlace> run(Consumer<Throwable> stuck) {
    onStuck = stuck;
    return future
        .finish()
        .thenCompose(this::replace)
        .exceptionally(
            failure -> {
              onStuck.accept(failure);
              return false;
            })
        .thenCompose(_ -> settle());
  }

  private CompletionStage<Boolean> replace(StartPoint start) {
    startPoint = start;
    PartitionOffsets offsets =
        new PartitionOffsets(
            target,
            start.recoveryPoint(),
            start.logStartOffset(),
            leader.log().highWatermark(),
            start.cleanedOffset());
    return listener
        .beforeMove(offsets)
        .thenCompose(_ -> shard.disk().lane(target.directory().hashCode()).submit(replacement));
  }

  /** Tries no more if it can't be opened: the broker stops. */
  void giveUp() {
    givenUp = true;
  }

  private CompletionStage<PartitionPlace> settle() {
    return shard
        .disk()
        .lane(target.directory().hashCode())
        .submit(this::isInNewPlace)
        .thenCompose(this::open)
        .exceptionallyCompose(this::settleLater);
  }

  /**
   * A half of the renames may have been done: then the other is done, too. A log whose folder can't
   * be seen and of which there is no whole copy is not opened: that would begin an empty one.
   */
  private boolean isInNewPlace(Volume volume) throws IOException {
    if (volume.exists(old.folder())) {
      return false;
    }
    if (startPoint == null) {
      throw new NoSuchFileException(old.folder().toString());
    }
    return replacement.run(volume);
  }

  private CompletionStage<PartitionPlace> open(boolean inNewPlace) {
    StartPoint finished = startPoint;
    PartitionPlace place =
        inNewPlace && finished != null
            ? new PartitionPlace(target, finished)
            : new PartitionPlace(old, oldStart());
    return leader
        .continueIn(
            shard,
            place.identity(),
            place.start(),
            logOwner,
            logOwner.journalIn(place.identity().directory()))
        .thenApply(_ -> place);
  }

  private StartPoint oldStart() {
    return new StartPoint(
        leader.log().logStartOffset(),
        leader.log().recoveryPoint(),
        leader.log().cleanedOffset(),
        false);
  }

  private CompletionStage<PartitionPlace> settleLater(Throwable failure) {
    onStuck.accept(failure);
    if (givenUp) {
      return CompletableFuture.failedStage(failure);
    }
    CompletableFuture<Void> pause = new CompletableFuture<>();
    shard.timers().schedule(RETRY_MS, () -> pause.complete(null));
    return pause.thenCompose(_ -> settle());
  }

  /** Deletes what is left of the log where it is not any more. */
  void deleteRest(PartitionPlace place) {
    boolean moved = place.identity().equals(target);
    shard
        .disk()
        .lane(old.hashCode())
        .submit(
            volume ->
                volume.deleteRecursively(
                    moved ? replacement.doomed() : future.identity().folder()));
  }
}
