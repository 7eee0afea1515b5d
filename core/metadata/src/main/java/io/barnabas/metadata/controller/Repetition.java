package io.barnabas.metadata.controller;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what a request names more than once, none of which is then done. */
final class Repetition {
  private Repetition() {}

  /** The elements that are in the list twice or more. */
  static <T> List<T> in(List<T> elements) {
    Set<T> seen = new HashSet<>();
    List<T> repeated = new ArrayList<>();
    for (T element : elements) {
      if (!seen.add(element)) {
        repeated.add(element);
      }
    }
    return repeated;
  }
}
