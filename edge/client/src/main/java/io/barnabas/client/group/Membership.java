package io.barnabas.client.group;

/** One member's dealings with its group, in one of the two protocols. */
interface Membership {
  /**
   * Takes part in the group, joining it if it must, and brings the owner's partitions in line. For
   * the thread that reads; what it has read before counts as dealt with.
   *
   * @throws io.barnabas.client.ClientException if the group does not want this member
   */
  void poll(PartitionOwner owner);

  /**
   * Sends a heartbeat if one is due; for any thread. What goes wrong is left for {@link #poll}.
   *
   * @return milliseconds until the next call is worth while
   */
  long beat();

  /** Who this member is to those that keep offsets. */
  Committer committer();

  /** Tells the group that this member goes, where it would wait for it else. */
  void leave();
}
