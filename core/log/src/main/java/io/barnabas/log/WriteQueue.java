package io.barnabas.log;

import io.barnabas.environment.Lane;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a log has yet to write, in order. The appends of one turn of the shard, and those that come
 * while the writer takes no more, gather into one write; other changes wait until all before them
 * is done. When a step fails, everything queued or under way fails with it and the queue takes
 * nothing more.
 */
final class WriteQueue {
  /** More would be smaller writes, and not sooner done. */
  private static final int MAX_UNDER_WAY = 3;

  /** Hears of each step's end, on the shard. */
  interface Owner {
    /** The group's bytes are written; called before its appends are completed. */
    void onWritten(WriteStep.Group group);

    /** A step failed; called before the appends that fail with it. */
    void onFailure(LogException.StorageFailure failure);
  }

  private final Executor laterOnShard;
  private final LogWriter writer;
  private final Lane lane;
  private final Owner owner;
  private final ArrayDeque<WriteStep> waiting = new ArrayDeque<>();
  private final List<CompletableFuture<Void>> drains = new ArrayList<>();
  private final ArrayDeque<WriteStep.Group> underWay = new ArrayDeque<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();
  private boolean isChanging;
  private boolean startIsDue;
  private LogException.@Nullable StorageFailure failure;

  /**
   * @param laterOnShard runs a task at the end of the shard's turn
   * @param lane for all changes but appended batches, which the writer takes
   */
  WriteQueue(Executor laterOnShard, LogWriter writer, Lane lane, Owner owner) {
    this.laterOnShard = laterOnShard;
    this.writer = writer;
    this.lane = lane;
    this.owner = owner;
  }

  /** Appends bytes at the end of a segment, which grows by them. */
  void append(Segment segment, ByteBuffer bytes, PendingAppend append) {
    WriteStep last = waiting.peekLast();
    WriteStep.Group group;
    if (last instanceof WriteStep.Group open && open.segment() == segment && !open.isFull()) {
      group = open;
    } else {
      group = new WriteStep.Group(segment, segment.sizeBytes());
      waiting.add(group);
    }
    group.add(bytes, append);
    segment.grow(bytes.remaining());
    startAfterThisTurn();
  }

  private void startAfterThisTurn() {
    if (!isChanging && underWay.size() < MAX_UNDER_WAY && !startIsDue) {
      startIsDue = true;
      laterOnShard.execute(
          () -> {
            startIsDue = false;
            startNext();
          });
    }
  }

  /** Completes an append with the youngest that is queued; there must be one. */
  void attach(PendingAppend duplicate) {
    WriteStep.Group youngest = underWay.peekLast();
    for (WriteStep step : waiting) {
      if (step instanceof WriteStep.Group group) {
        youngest = group;
      }
    }
    if (youngest == null) {
      throw new IllegalStateException("No append is queued");
    }
    youngest.addDuplicate(duplicate);
  }

  /** Changes other files of the log after what is queued. */
  void change(FileChange work, Runnable whenDone) {
    waiting.add(new WriteStep.Change(() -> work, whenDone));
    startNext();
  }

  /** Completes when all that is queued now is done; fails with the queue. */
  CompletionStage<Void> drained() {
    if (failure == null && !isChanging && underWay.isEmpty() && waiting.isEmpty()) {
      return settle();
    }
    return changing(_ -> {});
  }

  /**
   * Completes when all that is written by now is in the segments' files. May be tried after a
   * failure too, to save what is in memory only.
   */
  CompletionStage<Void> settle() {
    return writer.settle();
  }

  /** Completes when no append is being written: after a failure those under way are still read. */
  CompletionStage<Void> ended() {
    CompletableFuture<Void> end = new CompletableFuture<>();
    ends.add(end);
    completeEnds();
    return end;
  }

  private void completeEnds() {
    if (underWay.isEmpty()) {
      List<CompletableFuture<Void>> reached = List.copyOf(ends);
      ends.clear();
      reached.forEach(end -> end.complete(null));
    }
  }

  /** As {@link #change}; completes when it is done, fails with the queue. */
  CompletionStage<Void> changing(FileChange work) {
    return changingInTurn(() -> work);
  }

  /** As {@link #changing}, for work that is decided on when its turn has come, on the shard. */
  CompletionStage<Void> changingInTurn(Supplier<FileChange> work) {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    drains.add(done);
    waiting.add(new WriteStep.Change(work, () -> done.complete(null)));
    startNext();
    return done;
  }

  /** Lets go of the files that are written to; nothing may be queued. */
  void close() {
    writer.close();
  }

  private void startNext() {
    while (failure == null && !isChanging) {
      WriteStep next = waiting.peek();
      switch (next) {
        case WriteStep.Group group when mayStart(group) -> start(group);
        case WriteStep.Change change when underWay.isEmpty() -> start(change);
        case null -> {
          drains.removeIf(CompletableFuture::isDone);
          return;
        }
        default -> {
          return;
        }
      }
    }
  }

  private boolean mayStart(WriteStep.Group group) {
    return underWay.isEmpty() || (underWay.size() < MAX_UNDER_WAY && writer.mayFollow(group));
  }

  private void start(WriteStep.Group group) {
    waiting.remove();
    underWay.add(group);
    writer.write(group).whenComplete((_, error) -> onWritten(group, error));
  }

  private void start(WriteStep.Change change) {
    waiting.remove();
    isChanging = true;
    writer
        .settle()
        .thenCompose(_ -> lane.submit(FileChange.work(change.work().get())))
        .whenComplete((_, error) -> onChanged(change, error));
  }

  private void onWritten(WriteStep.Group group, @Nullable Throwable error) {
    underWay.remove(group);
    if (failure == null && error != null) {
      fail(error);
    }
    if (failure != null) {
      failAll(group, failure);
      completeEnds();
      return;
    }
    owner.onWritten(group);
    startNext();
    group.appends().forEach(PendingAppend::succeed);
    completeEnds();
  }

  private void onChanged(WriteStep.Change change, @Nullable Throwable error) {
    if (failure != null) {
      return;
    }
    if (error != null) {
      fail(error);
      return;
    }
    isChanging = false;
    change.whenDone().run();
    startNext();
  }

  /**
   * Fails all that is queued, and all that comes; nothing if it has failed already. A write that is
   * under way fails when it has ended: until then its bytes are being read.
   */
  void fail(@Nullable Throwable cause) {
    if (failure != null) {
      return;
    }
    LogException.StorageFailure failed =
        new LogException.StorageFailure("The log can't be written: " + cause, cause);
    failure = failed;
    List<WriteStep> steps = List.copyOf(waiting);
    waiting.clear();
    owner.onFailure(failed);
    close();
    for (WriteStep step : steps) {
      if (step instanceof WriteStep.Group group) {
        failAll(group, failed);
      }
    }
    drains.forEach(drain -> drain.completeExceptionally(failed));
    drains.clear();
  }

  private static void failAll(WriteStep.Group group, LogException.StorageFailure failed) {
    group.appends().forEach(append -> append.fail(failed));
  }
}
