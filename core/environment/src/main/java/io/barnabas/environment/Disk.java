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
}
