package io.barnabas.environment.simulated;

/** A way on which things take different times and don't overtake each other. */
final class OrderedWay {
  private long lastArrivalNs;

  /** Nothing that leaves from now on arrives before a time. */
  void closeUntil(long timeNs) {
    lastArrivalNs = Math.max(lastArrivalNs, timeNs);
  }

  /** When something that leaves now and would take this long arrives. */
  long arrivalNs(long nowNs, long delayNs) {
    lastArrivalNs = Math.max(lastArrivalNs, nowNs + delayNs);
    return lastArrivalNs;
  }
}
