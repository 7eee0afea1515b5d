package io.barnabas.environment;

/**
 * Keeps slow storage away from the shard (design rule 3). Work goes to a lane; a lane runs its work
 * one after the other, in the order given, off the shard; the result comes back as a task of the
 * shard that this disk belongs to.
 */
public interface Disk {
  /**
   * The lane for a key: equal keys share a lane, different keys may. A lane costs nothing and may
   * be asked for again.
   */
  Lane lane(int key);

  /**
   * This shard's lane for work that is as a rule brief and waits for no device, such as writing to
   * the page cache through an open file. As long as it is brief, it may be done within the call of
   * {@link Lane#submit}, on the shard; its result comes later all the same.
   */
  Lane briefLane();

  /**
   * The lane of a key for reading what was not used for long. Such reads wait for the device and
   * for each other, and for this reason share no thread with any other work.
   */
  Lane coldLane(int key);

  /** Makes a lane of its own for commits, which all shards may use. */
  <E, R> CommitLane<E, R> commitLane(CommitWork<E, R> work);
}
