package io.barnabas.protocol.oracle;

/** What kind of values a message is filled with. */
enum Style {
  /** No field is set. */
  DEFAULTS,
  /** Zero, false, empty. */
  EMPTY,
  /** Null wherever it is allowed. */
  NULLS,
  /** The largest numbers, long texts and arrays. */
  MAX,
  /** Anything, tagged fields that nobody knows among it. */
  RANDOM,
  /** As random, but one field is set in a version that lacks it, or null where that is wrong. */
  BROKEN
}
