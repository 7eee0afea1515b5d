package io.barnabas.coordinator.group.regex;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * How large the program of a regular expression will be, found out without compiling it: RE2 writes
 * counted repetitions out, so that thirty characters can ask for gigabytes. An estimate from above;
 * of an expression that does not compile it means nothing.
 */
final class ExpressionSize {
  /** Deeper nesting is not looked into. */
  static final int MAX_DEPTH = 200;

  static final long TOO_LARGE = Integer.MAX_VALUE;

  /** RE2 allows no count over 1000. */
  private static final int MAX_DIGITS = 4;

  private static final String QUOTE_START = "\\Q";
  private static final String QUOTE_END = "\\E";

  private final String text;
  private final Deque<Long> enclosing = new ArrayDeque<>();
  private int position;

  /** The size of the innermost open group up to its last element, and of that element. */
  private long sum;

  private long last;

  private ExpressionSize(String text) {
    this.text = text;
  }

  /** Instructions, at most; {@link #TOO_LARGE} for very many, and for groups nested too deeply. */
  static long estimate(String text) {
    ExpressionSize size = new ExpressionSize(text);
    while (size.position < text.length()) {
      size.takeElement();
      if (size.sum + size.last > TOO_LARGE || size.enclosing.size() > MAX_DEPTH) {
        return TOO_LARGE;
      }
    }
    while (!size.enclosing.isEmpty()) {
      size.closeGroup();
    }
    return Math.min(TOO_LARGE, size.sum + size.last);
  }

  private void takeElement() {
    switch (text.charAt(position)) {
      case '\\' -> takeEscape();
      case '[' -> takeClass();
      case '(' -> openGroup();
      case ')' -> {
        position++;
        closeGroup();
      }
      case '{' -> takeRepetition();
      default -> add(1, position + 1);
    }
  }

  private void add(long size, int end) {
    sum += last;
    last = size;
    position = end;
  }

  private void takeEscape() {
    if (text.startsWith(QUOTE_START, position)) {
      int end = text.indexOf(QUOTE_END, position);
      int after = end < 0 ? text.length() : end + QUOTE_END.length();
      add(after - position, after);
    } else {
      add(1, Math.min(position + 2, text.length()));
    }
  }

  /** A class is one instruction, whatever stands in it. */
  private void takeClass() {
    int at = position + 1;
    if (text.startsWith("^", at)) {
      at++;
    }
    if (text.startsWith("]", at)) {
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      at = afterClassItem(at);
    }
    add(1, Math.min(at + 1, text.length()));
  }

  private int afterClassItem(int at) {
    if (text.charAt(at) == '\\') {
      return at + 2;
    }
    int nameEnd = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
    return nameEnd < 0 ? at + 1 : nameEnd + 2;
  }

  private void openGroup() {
    enclosing.push(sum + last);
    sum = 0;
    last = 0;
    position++;
  }

  /** A group is one element, with two instructions that note where it matched. */
  private void closeGroup() {
    last = sum + last + 2;
    sum = enclosing.isEmpty() ? 0 : enclosing.pop();
  }

  /** {@code {n}}, {@code {n,}} or {@code {n,m}}; any other brace stands for itself. */
  private void takeRepetition() {
    int end = text.indexOf('}', position);
    String[] counts = end < 0 ? new String[] {""} : text.substring(position + 1, end).split(",", 2);
    if (counts[0].isEmpty() || !areDigits(counts)) {
      add(1, position + 1);
      return;
    }
    long most = Math.max(numberOf(counts[0]), numberOf(counts[counts.length - 1]));
    last = Math.min(TOO_LARGE + 1, last * (most + 1));
    position = end + 1;
  }

  private static boolean areDigits(String[] counts) {
    return Arrays.stream(counts).allMatch(s -> s.chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private static long numberOf(String digits) {
    if (digits.length() > MAX_DIGITS) {
      return TOO_LARGE;
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
