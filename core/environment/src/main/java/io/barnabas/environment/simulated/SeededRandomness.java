package io.barnabas.environment.simulated;

import io.barnabas.environment.Randomness;

/** Chance from a seed: SplitMix64 (Steele, Lea and Flood, 2014). */
public final class SeededRandomness implements Randomness {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  public SeededRandomness(long seed) {
    state = seed;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public int nextInt(int bound) {
    return (int) nextLong(bound);
  }

  /** A number from 0 up to, not including, {@code bound}; as good as even for small bounds. */
  public long nextLong(long bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("The bound must be positive, not " + bound);
    }
    return (nextLong() >>> 1) % bound;
  }

  /** True in {@code perMille} of a thousand cases. */
  public boolean chance(int perMille) {
    return nextInt(1000) < perMille;
  }

  /** Another source, whose use does not change what this one gives next. */
  public SeededRandomness fork() {
    return new SeededRandomness(nextLong());
  }
}
