package io.barnabas.benchmarks.load;

import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a load generator whenever a request is due, on a thread of its own. A selector waits by the
 * millisecond; a generator that looked again and again instead would take a core away from the
 * broker whose latency it measures.
 */
final class Metronome implements AutoCloseable {
  private final Selector selector;
  private final PacedProducer producer;
  private final Thread thread;
  private volatile boolean isStopped;

  private Metronome(Selector selector, PacedProducer producer) {
    this.selector = selector;
    this.producer = producer;
    thread = Thread.ofPlatform().daemon().name("metronome").unstarted(this::tick);
  }

  static Metronome start(Selector selector, PacedProducer producer) {
    Metronome started = new Metronome(selector, producer);
    started.thread.start();
    return started;
  }

  private void tick() {
    long next = producer.nextDueNanos(System.nanoTime());
    while (!isStopped) {
      long now = System.nanoTime();
      if (now < next) {
        LockSupport.parkNanos(next - now);
      } else {
        selector.wakeup();
        next = producer.nextDueNanos(now);
      }
    }
  }

  /** What was due is left to be noticed by the selector's own waiting. */
  @Override
  public void close() {
    isStopped = true;
    LockSupport.unpark(thread);
  }
}
