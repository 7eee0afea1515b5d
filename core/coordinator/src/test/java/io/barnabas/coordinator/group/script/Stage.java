package io.barnabas.coordinator.group.script;

import io.barnabas.coordinator.runtime.CoordinatorContext;
import io.barnabas.coordinator.runtime.CoordinatorRecord;
import io.barnabas.coordinator.runtime.InMemoryRuntime;
import io.barnabas.coordinator.runtime.StateMachine;
import io.barnabas.environment.Clock;
import io.barnabas.environment.Randomness;
import io.barnabas.environment.Timers;
import io.barnabas.environment.simulated.SimulatedWorld;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A state machine in a world whose time begins at 0 and passes when it is told to, and whose random
 * identifiers are 1, 2, 3 and so on.
 */
public final class Stage<M extends StateMachine> {
  private final SimulatedWorld world = new SimulatedWorld(1);
  private final Timers timers =
      world.start(world.newVolume(Path.of("/data")), 1).shards().getFirst().timers();
  private final InMemoryRuntime<M> runtime;
  private int liveTimers;

  public Stage(Function<CoordinatorContext, M> factory, Consumer<CoordinatorRecord> observer) {
    runtime =
        new InMemoryRuntime<>(new WorldClock(), this::schedule, new Counted(), factory, observer);
  }

  public InMemoryRuntime<M> runtime() {
    return runtime;
  }

  public long nowMs() {
    return world.nowNs() / 1_000_000;
  }

  /** Lets the time pass, with all that it brings. */
  public void pass(long durationMs) {
    world.runFor(durationMs * 1_000_000);
  }

  /** How many timers are scheduled, have not run and are not taken back. */
  public int liveTimers() {
    return liveTimers;
  }

  private Timers.Timer schedule(long delayMs, Runnable task) {
    liveTimers++;
    Timers.Timer timer =
        timers.schedule(
            delayMs,
            () -> {
              liveTimers--;
              task.run();
            });
    return () -> {
      boolean waited = timer.cancel();
      if (waited) {
        liveTimers--;
      }
      return waited;
    };
  }

  private final class WorldClock implements Clock {
    @Override
    public long wallMs() {
      return nowMs();
    }

    @Override
    public long monotonicNs() {
      return world.nowNs();
    }
  }

  private static final class Counted implements Randomness {
    private long given;

    @Override
    public long nextLong() {
      return ++given;
    }

    @Override
    public int nextInt(int bound) {
      return (int) (nextLong() % bound);
    }

    @Override
    public UUID nextUuid() {
      return new UUID(0x4000L, 0x8000000000000000L | nextLong());
    }
  }
}
