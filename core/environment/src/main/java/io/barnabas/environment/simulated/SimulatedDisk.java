package io.barnabas.environment.simulated;

import io.barnabas.environment.Disk;
import io.barnabas.environment.Lane;
import java.util.HashMap;
import java.util.Map;

/** A shard's disk; every key has a lane of its own, so that lanes mix as much as they may. */
final class SimulatedDisk implements Disk {
  private final SimulatedProcess process;
  private final SimulatedShard shard;
  private final Map<Integer, SimulatedLane> lanes = new HashMap<>();
  private final Map<Integer, SimulatedLane> coldLanes = new HashMap<>();
  private final SimulatedBriefLane briefLane;

  SimulatedDisk(SimulatedProcess process, SimulatedShard shard) {
    this.process = process;
    this.shard = shard;
    briefLane = new SimulatedBriefLane(process, shard);
  }

  @Override
  public Lane briefLane() {
    return briefLane;
  }

  @Override
  public Lane coldLane(int key) {
    return coldLanes.computeIfAbsent(key, _ -> new SimulatedLane(process, shard));
  }

  @Override
  public Lane lane(int key) {
    return lanes.computeIfAbsent(key, ignored -> new SimulatedLane(process, shard));
  }
}
