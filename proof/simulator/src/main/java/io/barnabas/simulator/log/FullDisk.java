package io.barnabas.simulator.log;

import io.barnabas.environment.simulated.SeededRandomness;
import io.barnabas.environment.simulated.SimulatedShard;
import io.barnabas.environment.simulated.SimulatedVolume;

/** Lets a volume fill up now and then during one life of a process, and have room again. */
final class FullDisk {
  private static final int MAX_ROOM_BYTES = 40_000;
  private static final int MAX_PAUSE_MS = 100;

  private final SimulatedVolume volume;
  private final SimulatedShard shard;
  private final SeededRandomness chance;
  private boolean ended;

  FullDisk(SimulatedVolume volume, SimulatedShard shard, SeededRandomness chance) {
    this.volume = volume;
    this.shard = shard;
    this.chance = chance;
  }

  /** From some moment on there is room for a little more. */
  void start() {
    later(
        () -> {
          volume.setCapacity(volume.usedBytes() + chance.nextInt(MAX_ROOM_BYTES));
          later(this::makeRoom);
        });
  }

  private void makeRoom() {
    volume.setCapacity(Long.MAX_VALUE);
    start();
  }

  private void later(Runnable task) {
    shard
        .timers()
        .schedule(
            chance.nextInt(MAX_PAUSE_MS),
            () -> {
              if (!ended) {
                task.run();
              }
            });
  }

  /** There is room, and stays. */
  void end() {
    ended = true;
    volume.setCapacity(Long.MAX_VALUE);
  }
}
