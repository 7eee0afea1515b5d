package io.barnabas.metadata.config;

import java.util.Collection;
import java.util.Optional;

/** Finds what a misspelt name was meant to be, by edit distance (Levenshtein). */
final class NearestName {
  private NearestName() {}

  /** The nearest candidate, if it differs from the name in at most a third of its letters. */
  static Optional<String> among(Collection<String> candidates, String name) {
    String nearest = "";
    int least = Math.max(1, name.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) < least) {
        int distance = distance(candidate, name);
        if (distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** How many letters must be added, taken away or changed. */
  static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int step = Math.min(current[j - 1], previous[j]) + 1;
        current[j] = Math.min(step, previous[j - 1] + change);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
