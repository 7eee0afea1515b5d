package io.barnabas.coordinator.group.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExpressionSizeTest {
  private static final String[] PIECES = {
    "a",
    "bc",
    ".",
    "[a-z]",
    "[^]x]",
    "[[:alpha:](]",
    "[[:(]",
    "\\(",
    "\\Q)(\\E",
    "\\d",
    "\\pL",
    "{",
    "{}",
    "{,3}",
    "}",
    "{2}",
    "{1,3}",
    "{3,}",
    "*",
    "+",
    "?",
    "|",
    "(",
    "(?:",
    "(?i)",
    ")",
    ")"
  };

  @Test
  void repetitionsMultiplyWhatTheyRepeat() {
    assertThat(ExpressionSize.estimate("((a{100}){100}){100}")).isGreaterThan(1_000_000);
    assertThat(ExpressionSize.estimate("a{100}b{100}c{100}")).isLessThan(1_000);
    assertThat(ExpressionSize.estimate("((((a{1000}){1000}){1000}){1000}){1000}"))
        .isEqualTo(ExpressionSize.TOO_LARGE);
  }

  @Test
  void anOrdinaryExpressionIsSmall() {
    String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    assertThat(ExpressionSize.estimate("orders\\.(eu|us)\\." + uuid)).isLessThan(150);
  }

  @Test
  void deepNestingIsTooLarge() {
    assertThat(ExpressionSize.estimate("(".repeat(100_000))).isEqualTo(ExpressionSize.TOO_LARGE);
  }

  /** An operator such as a star takes instructions of its own, and so does the whole. */
  @Property(tries = 5_000)
  void theProgramIsNotMuchLargerThanEstimated(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(14);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    long estimate = ExpressionSize.estimate(text.toString());
    if (estimate > TopicRegex.MAX_SIZE) {
      return;
    }
    try {
      Pattern pattern = Pattern.compile(text.toString());
      assertThat((long) pattern.programSize())
          .as(text.toString())
          .isLessThanOrEqualTo(3 * estimate + 3);
    } catch (PatternSyntaxException e) {
      assertThat(e.getDescription()).isNotEmpty();
    }
  }
}
