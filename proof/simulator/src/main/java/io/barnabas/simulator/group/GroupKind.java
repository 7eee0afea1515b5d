package io.barnabas.simulator.group;

/** Which protocols the members of a group speak. */
enum GroupKind {
  CLASSIC,
  /** The classic protocol, of which members keep what they own while they rejoin (KIP-429). */
  COOPERATIVE,
  CONSUMER,
  /** Both: the group changes its type as they come and go (KIP-848). */
  MIXED;

  /** Whether only members of the classic protocol are in it. */
  boolean isClassic() {
    return this == CLASSIC || this == COOPERATIVE;
  }
}
