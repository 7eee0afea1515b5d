package io.barnabas.simulator.group;

import java.util.SortedSet;

/** A member of a group, as seen from outside the broker. */
interface Member {
  String group();

  /** Whether it is in the group, has an assignment, and is asked for nothing. */
  boolean isSettled();

  /** The generation or epoch that it is in. */
  int epoch();

  SortedSet<Place> owned();
}
