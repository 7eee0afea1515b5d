package io.barnabas.simulator.broker;

import io.barnabas.protocol.primitive.Uuid;
import io.barnabas.simulator.PartitionHistory;
import io.barnabas.simulator.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * A topic as its users know it. A name is used once.
 *
 * <p>{@code CREATING → PRESENT → DELETING → DELETED}; what is creating or deleting may be there or
 * not, and an observation decides it.
 */
final class TopicModel {
  private final String name;
  private final List<PartitionHistory> partitions = new ArrayList<>();
  private State state = State.CREATING;
  private Uuid id = Uuid.ZERO;

  TopicModel(String name, int partitionCount) {
    this.name = name;
    for (int partition = 0; partition < partitionCount; partition++) {
      partitions.add(new PartitionHistory(name + "-" + partition));
    }
  }

  enum State {
    CREATING,
    PRESENT,
    DELETING,
    DELETED
  }

  String name() {
    return name;
  }

  /** Zero until it is known. */
  Uuid id() {
    return id;
  }

  State state() {
    return state;
  }

  boolean isPresent() {
    return state == State.PRESENT;
  }

  int partitionCount() {
    return partitions.size();
  }

  PartitionHistory partition(int index) {
    return partitions.get(index);
  }

  /** The broker acknowledged its creation, or it was seen. */
  void seen(Uuid seenId) {
    if (!id.equals(Uuid.ZERO) && !id.equals(seenId)) {
      throw new Violation("Topic %s was %s and is %s".formatted(name, id, seenId));
    }
    id = seenId;
    if (state == State.CREATING) {
      state = State.PRESENT;
    }
    if (state == State.DELETED) {
      throw new Violation("Topic " + name + " was deleted and is there again");
    }
  }

  /** The broker acknowledged its creation without saying its id. */
  void acknowledged() {
    if (state == State.CREATING) {
      state = State.PRESENT;
    }
  }

  void deletionAsked() {
    state = State.DELETING;
  }

  void deleted() {
    state = State.DELETED;
  }

  /** Nothing that was asked is under way any more, so being there or not is final. */
  void settle(boolean isThere) {
    if (isThere && state == State.DELETING) {
      state = State.PRESENT;
    }
    if (!isThere) {
      if (state == State.PRESENT) {
        throw new Violation("Topic " + name + " was acknowledged and is gone");
      }
      state = State.DELETED;
    }
  }
}
