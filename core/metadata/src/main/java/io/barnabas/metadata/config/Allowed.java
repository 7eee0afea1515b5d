package io.barnabas.metadata.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a config's value may be, beyond its type. */
sealed interface Allowed {
  /**
   * Checks a value of the config's own type.
   *
   * @throws IllegalArgumentException with a message that says what is allowed
   */
  void check(Object value);

  /**
   * Reads the column of the tables: {@code -} for anything; {@code 1..9}, {@code 0..}, {@code
   * -1,1..9} for numbers; {@code {a,b}} for one of, or elements of, a set, with {@code ~} before it
   * where case does not matter; {@code nonempty}; {@code replicas}.
   */
  static Allowed parse(String text) {
    return switch (text) {
      case "-" -> new Anything();
      case "nonempty" -> new NotEmpty();
      case "replicas" -> new ThrottledReplicas();
      default -> text.endsWith("}") ? parseSet(text) : parseRanges(text);
    };
  }

  private static Allowed parseSet(String text) {
    boolean ignoreCase = text.startsWith("~");
    String names = text.substring(text.indexOf('{') + 1, text.length() - 1);
    return new OneOf(ConfigType.parseList(names), ignoreCase);
  }

  private static Allowed parseRanges(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int dots = part.indexOf("..");
      String low = dots < 0 ? part : part.substring(0, dots);
      String high = dots < 0 ? part : part.substring(dots + 2);
      ranges.add(
          new Range(Long.parseLong(low), high.isEmpty() ? Long.MAX_VALUE : Long.parseLong(high)));
    }
    return new Ranges(List.copyOf(ranges));
  }

  /** No bound. */
  record Anything() implements Allowed {
    @Override
    public void check(Object value) {}
  }

  /** Both ends belong to it; {@link Long#MAX_VALUE} is no upper bound. */
  record Range(long low, long high) {
    boolean contains(Number number) {
      return number instanceof Double real
          ? real >= low && (high == Long.MAX_VALUE || real <= high)
          : number.longValue() >= low && number.longValue() <= high;
    }

    @Override
    public String toString() {
      if (low == high) {
        return Long.toString(low);
      }
      return high == Long.MAX_VALUE ? "at least " + low : "from " + low + " to " + high;
    }
  }

  /** A number in one of the ranges. */
  record Ranges(List<Range> ranges) implements Allowed {
    @Override
    public void check(Object value) {
      Number number = (Number) value;
      if (ranges.stream().noneMatch(range -> range.contains(number))) {
        throw new IllegalArgumentException(
            "Value must be " + String.join(" or ", ranges.stream().map(Range::toString).toList()));
      }
    }
  }

  /** A string, or each element of a list, out of a set. */
  record OneOf(List<String> names, boolean ignoreCase) implements Allowed {
    @Override
    public void check(Object value) {
      if (value instanceof List<?> list) {
        list.forEach(element -> checkName((String) element));
      } else {
        checkName((String) value);
      }
    }

    private void checkName(String name) {
      if (names.stream()
          .noneMatch(known -> ignoreCase ? known.equalsIgnoreCase(name) : known.equals(name))) {
        throw new IllegalArgumentException("String must be one of: " + String.join(", ", names));
      }
    }
  }

  /** A string or list with something in it. */
  record NotEmpty() implements Allowed {
    @Override
    public void check(Object value) {
      if (value.equals("") || value.equals(List.of())) {
        throw new IllegalArgumentException("Value must not be empty");
      }
    }
  }

  /** The replicas under a replication throttle: {@code *}, or partition:broker pairs. */
  record ThrottledReplicas() implements Allowed {
    private static final Pattern PAIR = Pattern.compile("\\d+:\\d+");

    @Override
    public void check(Object value) {
      List<?> list = (List<?>) value;
      boolean valid =
          list.equals(List.of("*"))
              || list.stream().allMatch(pair -> PAIR.matcher((String) pair).matches());
      if (!valid) {
        throw new IllegalArgumentException(
            "Value must be * or a list of partition:broker pairs, for example 0:1,1:2");
      }
    }
  }
}
