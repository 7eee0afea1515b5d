package io.barnabas.environment.simulated;

import io.barnabas.environment.Clock;
import io.barnabas.environment.Transport;
import java.util.ArrayList;
import java.util.List;

/** One run of a program: its shards, and the volume and transport they share. */
public final class SimulatedProcess {
  private final SimulatedWorld world;
  private final int id;
  private final SimulatedVolume volume;
  private final SimulatedClock clock;
  private final List<SimulatedShard> shards = new ArrayList<>();
  private final SimulatedTransport transport;
  private boolean alive = true;

  SimulatedProcess(SimulatedWorld world, int id, SimulatedVolume volume, int shardCount) {
    this.world = world;
    this.id = id;
    this.volume = volume;
    clock = new SimulatedClock(world);
    for (int index = 0; index < shardCount; index++) {
      shards.add(new SimulatedShard(this, index));
    }
    transport = new SimulatedTransport(this);
  }

  public int id() {
    return id;
  }

  public List<SimulatedShard> shards() {
    return List.copyOf(shards);
  }

  public Transport transport() {
    return transport;
  }

  public SimulatedVolume volume() {
    return volume;
  }

  public Clock clock() {
    return clock;
  }

  /** Moves the wall clock, forward or back, as an administrator or a time server may. */
  public void jumpWallClock(long byMs) {
    clock.jump(byMs);
  }

  public boolean isAlive() {
    return alive;
  }

  /** The machine stops: nothing of this process happens any more, unsynced data is at risk. */
  public void crash() {
    if (alive) {
      if (!volume.isCrashed()) {
        volume.crash();
      }
      end("crash");
    }
  }

  /** The process is killed, or ends: nothing of it happens any more; the volume keeps all. */
  public void kill() {
    if (alive) {
      volume.detach();
      end("kill");
    }
  }

  private void end(String how) {
    alive = false;
    world.trace().note(world.nowNs(), how, id);
    transport.cutAll();
  }

  /**
   * Runs a task of this process. A crash planned for a volume operation inside it may have been
   * caught on the way out, so the volume is asked.
   */
  void run(Runnable task) {
    try {
      task.run();
    } catch (CrashedException e) {
      crash();
    }
    if (volume.isCrashed()) {
      crash();
    }
  }

  SimulatedWorld world() {
    return world;
  }
}
