package io.barnabas.environment.real;

import io.barnabas.environment.CommitLane;
import io.barnabas.environment.CommitWork;
import io.barnabas.environment.Shard;
import io.barnabas.environment.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that commits what waits, again and again. Each shard hears of a commit once. */
final class CommitThread<E, R> implements CommitLane<E, R>, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitThread.class);

  private final Volume volume;
  private final CommitWork<E, R> work;
  private final Thread thread;
  private final Inbox<Waiting<E, R>> inbox = new Inbox<>();
  private volatile boolean finishing;

  private CommitThread(String name, Volume volume, CommitWork<E, R> work) {
    this.volume = volume;
    this.work = work;
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    inbox.takenBy(thread);
  }

  static <E, R> CommitThread<E, R> start(String name, Volume volume, CommitWork<E, R> work) {
    CommitThread<E, R> started = new CommitThread<>(name, volume, work);
    started.thread.start();
    return started;
  }

  private record Waiting<E, R>(Shard caller, E entry, CompletableFuture<R> stage) {}

  @Override
  public CompletionStage<R> submit(Shard caller, E entry) {
    Waiting<E, R> waiting = new Waiting<>(caller, entry, new CompletableFuture<>());
    if (!inbox.put(waiting)) {
      caller.execute(
          () -> waiting.stage().completeExceptionally(new IOException("The lane has ended")));
    }
    return waiting.stage();
  }

  @Override
  public void close() {
    finishing = true;
    inbox.wake();
  }

  @Override
  public void run() {
    List<Waiting<E, R>> group = new ArrayList<>();
    while (true) {
      if (inbox.drain(group::add)) {
        commit(group);
        group = new ArrayList<>();
      } else if (!finishing) {
        inbox.await(Long.MAX_VALUE);
      } else if (inbox.closeIfEmpty()) {
        return;
      }
    }
  }

  /** Nothing that the work throws may end the thread. */
  private void commit(List<Waiting<E, R>> group) {
    Map<Shard, List<Runnable>> completions = new LinkedHashMap<>();
    try {
      List<R> results = work.commit(volume, group.stream().map(Waiting::entry).toList());
      for (int i = 0; i < group.size(); i++) {
        Waiting<E, R> waiting = group.get(i);
        R result = results.get(i);
        add(completions, waiting.caller(), () -> waiting.stage().complete(result));
      }
    } catch (Throwable e) {
      completions.clear();
      for (Waiting<E, R> waiting : group) {
        add(completions, waiting.caller(), () -> waiting.stage().completeExceptionally(e));
      }
    }
    completions.forEach(CommitThread::handOver);
  }

  private static void add(
      Map<Shard, List<Runnable>> completions, Shard caller, Runnable completion) {
    completions.computeIfAbsent(caller, _ -> new ArrayList<>()).add(completion);
  }

  private static void handOver(Shard shard, List<Runnable> completions) {
    try {
      shard.execute(() -> completions.forEach(Runnable::run));
    } catch (RejectedExecutionException e) {
      LOG.warn(
          "Shard {} has ended; {} commits are not heard of", shard.index(), completions.size());
    }
  }
}
