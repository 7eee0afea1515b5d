package io.barnabas.environment.simulated;

import io.barnabas.environment.CommitLane;
import io.barnabas.environment.CommitWork;
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
  private long stalledUntilNs;

  SimulatedDisk(SimulatedProcess process, SimulatedShard shard) {
    this.process = process;
    this.shard = shard;
    briefLane = new SimulatedBriefLane(process, shard);
  }

  /** See {@link SimulatedShard#stallDisk}. */
  void stallUntil(long timeNs) {
    stalledUntilNs = Math.max(stalledUntilNs, timeNs);
    lanes.values().forEach(lane -> lane.stallUntil(timeNs));
    coldLanes.values().forEach(lane -> lane.stallUntil(timeNs));
    briefLane.stallUntil(timeNs);
  }

  private SimulatedLane newLane() {
    SimulatedLane lane = new SimulatedLane(process, shard);
    lane.stallUntil(stalledUntilNs);
    return lane;
  }

  @Override
  public Lane briefLane() {
    return briefLane;
  }

  @Override
  public Lane coldLane(int key) {
    return coldLanes.computeIfAbsent(key, _ -> newLane());
  }

  @Override
  public <E, R> CommitLane<E, R> commitLane(CommitWork<E, R> work) {
    return new SimulatedCommitLane<>(process, work);
  }

  @Override
  public Lane lane(int key) {
    return lanes.computeIfAbsent(key, _ -> newLane());
  }
}
