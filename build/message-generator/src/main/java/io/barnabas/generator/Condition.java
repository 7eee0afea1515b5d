package io.barnabas.generator;

import java.util.ArrayList;
import java.util.List;

/** A Java expression over {@code version}; always and never are told apart from the rest. */
record Condition(String java) {
  static final Condition ALWAYS = new Condition("true");
  static final Condition NEVER = new Condition("false");

  /** The test that a version, known to be in the context, is in the set. */
  static Condition in(VersionSet set, VersionSet context) {
    VersionSet within = set.and(context);
    if (within.isEmpty()) {
      return NEVER;
    }
    if (within.equals(context)) {
      return ALWAYS;
    }
    VersionSet without = context.minus(within);
    if (without.highest() < within.lowest()) {
      return new Condition("version >= " + within.lowest());
    }
    if (within.highest() < without.lowest()) {
      return new Condition("version <= " + within.highest());
    }
    return new Condition(String.join(" || ", runs(within)));
  }

  private static List<String> runs(VersionSet set) {
    List<String> runs = new ArrayList<>();
    VersionSet rest = set;
    while (!rest.isEmpty()) {
      int first = rest.lowest();
      int last = first;
      while (rest.contains(last + 1)) {
        last++;
      }
      runs.add(
          first == last
              ? "version == " + first
              : "(version >= " + first + " && version <= " + last + ")");
      rest = rest.minus(VersionSet.range(first, last));
    }
    return runs;
  }

  boolean isAlways() {
    return equals(ALWAYS);
  }

  boolean isNever() {
    return equals(NEVER);
  }

  /** The expression in a form that can stand beside {@code &&} or {@code ?}. */
  String operand() {
    return java.contains("||") ? "(" + java + ")" : java;
  }
}
