package io.barnabas.coordinator.group.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.barnabas.coordinator.CoordinatorException;
import io.barnabas.protocol.ErrorCode;

/** A regular expression that whole topic names are matched with. Immutable. */
final class TopicRegex {
  /** Instructions; enough for a few names written out, and matched in microseconds. */
  static final long MAX_SIZE = 5_000;

  private final String text;
  private final Pattern pattern;

  private TopicRegex(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Reads an expression.
   *
   * @throws CoordinatorException INVALID_REGULAR_EXPRESSION when it is none, or too large
   */
  static TopicRegex compile(String text) {
    if (ExpressionSize.estimate(text) > MAX_SIZE) {
      throw invalid(text, "it is too large when its repetitions are written out");
    }
    try {
      return new TopicRegex(text, Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw invalid(text, e.getDescription());
    }
  }

  private static CoordinatorException invalid(String text, String why) {
    String shown = text.length() <= 200 ? text : text.substring(0, 200) + "...";
    return new CoordinatorException(
        ErrorCode.INVALID_REGULAR_EXPRESSION,
        "SubscribedTopicRegex `" + shown + "` is not a valid regular expression: " + why + ".");
  }

  String text() {
    return text;
  }

  boolean matches(String topic) {
    return pattern.matches(topic);
  }

  /** What a match costs at most, in steps. */
  long costOf(String topic) {
    return (long) pattern.programSize() * (topic.length() + 1);
  }
}
