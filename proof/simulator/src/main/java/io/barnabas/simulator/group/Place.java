package io.barnabas.simulator.group;

import java.util.Comparator;

/** A partition that members consume. */
record Place(String topic, int partition) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::topic).thenComparing(Place::partition);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
