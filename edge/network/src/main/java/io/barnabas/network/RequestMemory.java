package io.barnabas.network;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The memory that requests of all connections hold, and its limit. Who finds it exhausted stops
 * reading and waits here; all who wait are told, the longest waiting first, when a good part is
 * free again. Any thread.
 *
 * <p>Memory held by half frames alone could never come free, so one connection at a time may
 * overdraw: it reads on until its frame is whole and answered.
 */
final class RequestMemory {
  private final long maxBytes;
  private final long resumeBelowBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Waiter> overdrawing = new AtomicReference<>();

  RequestMemory(long maxBytes) {
    this.maxBytes = maxBytes;
    // Some room first: else every answer would wake everyone for a few bytes.
    resumeBelowBytes = maxBytes - maxBytes / 4;
  }

  /** One that stopped reading. */
  @FunctionalInterface
  interface Waiter {
    /** There may be memory again. Called on any thread. */
    void memoryFreed();
  }

  long usedBytes() {
    return usedBytes.get();
  }

  boolean isExhausted() {
    return usedBytes.get() >= maxBytes;
  }

  /** Counts memory that is taken; beyond the limit too, for the check comes before the reading. */
  void take(int bytes) {
    usedBytes.addAndGet(bytes);
  }

  void giveBack(int bytes) {
    if (usedBytes.addAndGet(-bytes) < resumeBelowBytes && !waiters.isEmpty()) {
      wakeAll();
    }
  }

  /** Has the waiter told once, at the next good moment. */
  void await(Waiter waiter) {
    waiters.add(waiter);
    // It may have come free before the waiter was in the queue.
    wakeIfFree();
  }

  /** Takes a waiter out that is gone. */
  void forget(Waiter waiter) {
    waiters.remove(waiter);
    endOverdraft(waiter);
  }

  /** Tells the waiters if there is any room at all. */
  void wakeIfFree() {
    if (!isExhausted()) {
      wakeAll();
    }
  }

  /** Whether this one may read on although the memory is exhausted. */
  boolean tryOverdraft(Waiter waiter) {
    return overdrawing.compareAndSet(null, waiter) || overdrawing.get() == waiter;
  }

  /** Lets another one overdraw, if this one did. */
  void endOverdraft(Waiter waiter) {
    if (overdrawing.get() == waiter) {
      overdrawing.set(null);
      wakeAll();
    }
  }

  private void wakeAll() {
    Waiter waiter = waiters.poll();
    while (waiter != null) {
      waiter.memoryFreed();
      waiter = waiters.poll();
    }
  }
}
