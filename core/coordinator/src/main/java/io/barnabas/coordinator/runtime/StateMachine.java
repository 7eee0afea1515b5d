package io.barnabas.coordinator.runtime;

/**
 * The state of one partition of a coordinator's topic. Its handlers give a {@link Decision}; only
 * {@link #replay} changes what the records say. All durable state is kept in {@link TrackedMap} and
 * {@link TrackedValue}, so that what was replayed can be undone. What no record says (timers, who
 * waits for an answer) is soft state: the handlers' own, and gone after a load. To be used on the
 * partition's shard.
 */
public interface StateMachine {
  /** Takes a record over, while loading or right after a decision. */
  void replay(CoordinatorRecord record, RecordOrigin origin);

  /**
   * A transaction has ended: what it wrote, known by {@link RecordOrigin#producerId()}, counts from
   * now on, or never will.
   */
  default void replayTransactionEnd(long producerId, short producerEpoch, boolean committed) {}

  /** Everything is replayed: timers may begin. */
  void onLoaded();

  /**
   * This broker does not coordinate the partition any more: timers end, waiting answers fail with
   * NOT_COORDINATOR.
   */
  void onUnloaded();
}
