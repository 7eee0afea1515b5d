package io.barnabas.conformance.durability;

/** What a producer's settings promise about each acknowledged record. */
enum Promise {
  /** It is there once, and those of one partition are in the order of their sending. */
  ONCE,
  /** It is there; what was tried again may be there again. */
  AT_LEAST_ONCE
}
