package io.barnabas.environment.real;

import io.barnabas.environment.Randomness;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Fast numbers from a seed that the system's secure source gives. Unique, not secret: identifiers
 * and jitter come from here, keys and passwords must not.
 */
public final class SystemRandomness implements Randomness {
  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

  @Override
  public long nextLong() {
    return random.nextLong();
  }

  @Override
  public int nextInt(int bound) {
    return random.nextInt(bound);
  }
}
