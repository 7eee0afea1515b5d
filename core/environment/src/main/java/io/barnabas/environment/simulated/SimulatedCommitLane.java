package io.barnabas.environment.simulated;

import io.barnabas.environment.CommitLane;
import io.barnabas.environment.CommitWork;
import io.barnabas.environment.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Commits what waits some time after the first of it came; each shard hears of it in order. */
final class SimulatedCommitLane<E, R> implements CommitLane<E, R> {
  private final SimulatedProcess process;
  private final CommitWork<E, R> work;
  private final OrderedWay turns = new OrderedWay();
  private final Map<Shard, OrderedWay> results = new HashMap<>();
  private List<Waiting<E, R>> waiting = new ArrayList<>();
  private boolean closed;

  SimulatedCommitLane(SimulatedProcess process, CommitWork<E, R> work) {
    this.process = process;
    this.work = work;
  }

  private record Waiting<E, R>(SimulatedShard caller, E entry, CompletableFuture<R> stage) {}

  @Override
  public CompletionStage<R> submit(Shard caller, E entry) {
    Waiting<E, R> added = new Waiting<>((SimulatedShard) caller, entry, new CompletableFuture<>());
    if (closed) {
      IOException ended = new IOException("The lane has ended");
      deliver(added, () -> added.stage().completeExceptionally(ended));
      return added.stage();
    }
    waiting.add(added);
    if (waiting.size() == 1) {
      process.world().add(arrivalNs(turns), process, "commit", this::commit);
    }
    return added.stage();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void commit() {
    List<Waiting<E, R>> group = waiting;
    waiting = new ArrayList<>();
    try {
      List<R> told = work.commit(process.volume(), group.stream().map(Waiting::entry).toList());
      for (int i = 0; i < group.size(); i++) {
        Waiting<E, R> entry = group.get(i);
        R result = told.get(i);
        deliver(entry, () -> entry.stage().complete(result));
      }
    } catch (CrashedException e) {
      throw e;
    } catch (Throwable e) {
      group.forEach(entry -> deliver(entry, () -> entry.stage().completeExceptionally(e)));
    }
  }

  private void deliver(Waiting<E, R> entry, Runnable completion) {
    OrderedWay way = results.computeIfAbsent(entry.caller(), _ -> new OrderedWay());
    entry.caller().executeAt(arrivalNs(way), "commit result", completion);
  }

  private long arrivalNs(OrderedWay way) {
    SimulatedWorld world = process.world();
    return way.arrivalNs(world.nowNs(), world.delays().disk(world.randomness()));
  }
}
