package io.barnabas.log;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class LogModelTest {
  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void aLogIsWhatWasAppendedToItHoweverItIsUsedAndRestarted(
      @ForAll long seed, @ForAll boolean journaled) {
    new LogModel(seed, journaled).run(60);
  }
}
