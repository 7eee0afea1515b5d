package io.barnabas.log;

import org.junit.jupiter.api.Test;

class CompactionModelTest {
  private static final long FIRST = Long.getLong("firstSeed", 0);
  private static final long SEEDS = Long.getLong("seeds", 200);
  private static final int ACTIONS = 80;

  @Test
  void aCompactedLogHoldsTheLatestOfEachKeyWhateverHappens() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        CompactionModel model = new CompactionModel(seed);
        for (int action = 0; action < ACTIONS; action++) {
          model.act();
        }
        model.check();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("Seed " + seed + " fails", e);
      }
    }
  }
}
