package io.barnabas.environment.simulated;

import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything there is, in one thread: virtual time, and the events that are yet to happen. Code
 * that runs takes no time; time passes between events.
 */
public final class SimulatedWorld {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Trace trace = new Trace();
  private final SeededRandomness randomness;
  private final Delays delays;
  private final SimulatedNetwork network;
  private long nowNs;
  private long scheduled;
  private int processes;

  public SimulatedWorld(long seed) {
    this(seed, Delays.USUAL);
  }

  public SimulatedWorld(long seed, Delays delays) {
    randomness = new SeededRandomness(seed);
    this.delays = delays;
    network = new SimulatedNetwork(this);
  }

  public Trace trace() {
    return trace;
  }

  /** The world's own chance; a workload should take a {@link SeededRandomness#fork}. */
  public SeededRandomness randomness() {
    return randomness;
  }

  public SimulatedNetwork network() {
    return network;
  }

  public long nowNs() {
    return nowNs;
  }

  /** An empty volume. */
  public SimulatedVolume newVolume(Path root) {
    return new SimulatedVolume(randomness.fork(), root, trace, this::nowNs);
  }

  /** Starts a process without anything in it yet; its volume may have been another's before. */
  public SimulatedProcess start(SimulatedVolume volume, int shards) {
    volume.restart();
    return new SimulatedProcess(this, processes++, volume, shards);
  }

  /** Has something happen later, outside of all processes. */
  public void schedule(long delayNs, String what, Runnable task) {
    add(nowNs + delayNs, null, what, task);
  }

  /** Lets the next event happen; false when there is none. What an event throws comes through. */
  public boolean step() {
    Event event = events.poll();
    if (event == null) {
      return false;
    }
    nowNs = event.dueNs;
    if (event.owner == null) {
      trace.note(nowNs, event.what, -1);
      event.task.run();
    } else if (event.owner.isAlive()) {
      trace.note(nowNs, event.what, event.owner.id());
      event.owner.run(event.task);
    }
    return true;
  }

  /** Lets the time pass, with all that happens in it. */
  public void runFor(long durationNs) {
    long endNs = nowNs + durationNs;
    runUntil(() -> false, durationNs);
    nowNs = endNs;
  }

  /** Lets events happen until the condition holds; false when it does not within the time. */
  public boolean runUntil(BooleanSupplier condition, long maxNs) {
    long endNs = nowNs + maxNs;
    while (!condition.getAsBoolean()) {
      Event next = events.peek();
      if (next == null || next.dueNs > endNs) {
        return false;
      }
      step();
    }
    return true;
  }

  Delays delays() {
    return delays;
  }

  /** An event of a process happens only while the process lives. */
  void add(long dueNs, @Nullable SimulatedProcess owner, String what, Runnable task) {
    events.add(new Event(dueNs, scheduled++, owner, what, task));
  }

  private record Event(
      long dueNs, long sequence, @Nullable SimulatedProcess owner, String what, Runnable task)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(dueNs, other.dueNs);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
