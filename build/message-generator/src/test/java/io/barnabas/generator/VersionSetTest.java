package io.barnabas.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSetTest {
  @Test
  void theNotationOfTheSchemasIsUnderstood() {
    assertThat(VersionSet.parse("none")).isEqualTo(VersionSet.NONE);
    assertThat(VersionSet.parse("0+")).isEqualTo(VersionSet.ALL);
    assertThat(VersionSet.parse("3")).isEqualTo(VersionSet.range(3, 3));
    assertThat(VersionSet.parse("3-5")).isEqualTo(VersionSet.range(3, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "5-3", "-1", "64", "3-", "70+"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> VersionSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void aRangeHasExactlyItsVersions(
      @ForAll @IntRange(max = 63) int one,
      @ForAll @IntRange(max = 63) int other,
      @ForAll @IntRange(max = 63) int version) {
    int first = Math.min(one, other);
    int last = Math.max(one, other);
    VersionSet range = VersionSet.range(first, last);

    assertThat(range.contains(version)).isEqualTo(version >= first && version <= last);
    assertThat(range.lowest()).isEqualTo(first);
    assertThat(range.highest()).isEqualTo(last);
  }

  @Property
  void aJoinFollowsTheOlderSetBelowTheBoundaryOnly(
      @ForAll long older,
      @ForAll long newer,
      @ForAll @IntRange(max = 64) int boundary,
      @ForAll @IntRange(max = 63) int version) {
    VersionSet joined = VersionSet.join(new VersionSet(older), new VersionSet(newer), boundary);

    VersionSet rule = new VersionSet(version < boundary ? older : newer);
    assertThat(joined.contains(version)).isEqualTo(rule.contains(version));
  }
}
