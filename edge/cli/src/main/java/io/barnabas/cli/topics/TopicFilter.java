package io.barnabas.cli.topics;

import io.barnabas.cli.UsageException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Chooses topics by a regular expression that matches the whole name. As in Kafka's tools a comma
 * means "or", and spaces and quotes around it are dropped.
 */
public record TopicFilter(Pattern pattern) implements Predicate<String> {
  /**
   * The filter of an expression.
   *
   * @throws UsageException if it is not one
   */
  public static TopicFilter of(String expression) {
    String regex =
        expression.strip().replace(',', '|').replace(" ", "").replaceAll("^[\"']+|[\"']+$", "");
    try {
      return new TopicFilter(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new UsageException(
          "'" + expression + "' is not a regular expression: " + e.getDescription());
    }
  }

  @Override
  public boolean test(String topic) {
    return pattern.matcher(topic).matches();
  }
}
