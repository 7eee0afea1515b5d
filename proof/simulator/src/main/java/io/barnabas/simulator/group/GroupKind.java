package io.barnabas.simulator.group;

/** Which protocols the members of a group speak. */
enum GroupKind {
  CLASSIC,
  CONSUMER,
  /** Both: the group changes its type as they come and go (KIP-848). */
  MIXED
}
