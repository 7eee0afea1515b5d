package io.barnabas.conformance.durability;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The records of one writer that the broker acknowledged, and where. Any thread. */
final class Acknowledged {
  /** The broker may leave out the offset of a record that it had already. */
  static final long UNKNOWN_OFFSET = -1;

  /** Where an acknowledged record is. */
  record Place(int partition, long offset) {}

  private final Map<Long, Place> places = new ConcurrentHashMap<>();

  void add(long number, Place place) {
    places.put(number, place);
  }

  int count() {
    return places.size();
  }

  /** What is acknowledged so far, by number. */
  Map<Long, Place> soFar() {
    return Map.copyOf(places);
  }
}
