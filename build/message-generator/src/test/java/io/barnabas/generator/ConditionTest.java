package io.barnabas.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  @ParameterizedTest
  @CsvSource({
    "0+, 0-9, true",
    "3+, 5-9, true",
    "none, 0-9, false",
    "10+, 0-9, false",
    "3+, 0-9, version >= 3",
    "3-9, 0-9, version >= 3",
    "0-2, 0-9, version <= 2",
    "1-2, 1-9, version <= 2",
    "4, 0-9, version == 4",
    "4-6, 0-9, (version >= 4 && version <= 6)"
  })
  void theTestSaysNoMoreThanTheContextLeavesOpen(String set, String context, String java) {
    Condition condition = Condition.in(VersionSet.parse(set), VersionSet.parse(context));

    assertThat(condition.java()).isEqualTo(java);
  }

  @ParameterizedTest
  @CsvSource({"1, 5-6, version == 1 || (version >= 5 && version <= 6)"})
  void aSetWithAGapIsTestedRunByRun(String one, String other, String java) {
    long bits = VersionSet.parse(one).bits() | VersionSet.parse(other).bits();

    assertThat(Condition.in(new VersionSet(bits), VersionSet.parse("0-9")).java()).isEqualTo(java);
  }
}
