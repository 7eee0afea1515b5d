package io.barnabas.replication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Those who wait for more at one partition, each with a ticket. To be used on the partition's
 * shard.
 */
final class DataWaiters {
  private final Map<WaitTicket, CompletableFuture<Long>> waiters = new LinkedHashMap<>();

  CompletionStage<Long> add(WaitTicket ticket) {
    CompletableFuture<Long> wait = new CompletableFuture<>();
    waiters.put(ticket, wait);
    return wait;
  }

  void remove(WaitTicket ticket) {
    waiters.remove(ticket);
  }

  int size() {
    return waiters.size();
  }

  /** Ends all waits with the mark that has been reached. */
  void complete(long mark) {
    for (CompletableFuture<Long> wait : takeAll()) {
      wait.complete(mark);
    }
  }

  void fail(RuntimeException cause) {
    for (CompletableFuture<Long> wait : takeAll()) {
      wait.completeExceptionally(cause);
    }
  }

  private List<CompletableFuture<Long>> takeAll() {
    if (waiters.isEmpty()) {
      return List.of();
    }
    List<CompletableFuture<Long>> all = new ArrayList<>(waiters.values());
    waiters.clear();
    return all;
  }
}
