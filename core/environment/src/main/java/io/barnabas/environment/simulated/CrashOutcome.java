package io.barnabas.environment.simulated;

/** What becomes of changes that were not synced when the machine stops. */
enum CrashOutcome {
  LOSE_ALL,
  KEEP_ALL,
  /** Those before some moment. */
  KEEP_FIRST,
  /** Each for itself, and of some a part. */
  KEEP_SOME;

  static CrashOutcome pick(SeededRandomness randomness) {
    return values()[randomness.nextInt(values().length)];
  }
}
