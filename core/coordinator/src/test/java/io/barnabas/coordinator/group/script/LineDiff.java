package io.barnabas.coordinator.group.script;

import java.util.List;

/** What differs between two texts, by their longest common subsequence of lines. */
final class LineDiff {
  private final List<String> before;
  private final List<String> after;
  private final int[][] commonFrom;

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    commonFrom = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        commonFrom[i][j] =
            before.get(i).equals(after.get(j))
                ? commonFrom[i + 1][j + 1] + 1
                : Math.max(commonFrom[i + 1][j], commonFrom[i][j + 1]);
      }
    }
  }

  /** All lines, marked with - if only the first has them and with + if only the second has. */
  static String of(List<String> before, List<String> after) {
    return new LineDiff(before, after).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        text.append("  ").append(before.get(i++)).append('\n');
        j++;
      } else if (j == after.size()
          || (i < before.size() && commonFrom[i + 1][j] >= commonFrom[i][j + 1])) {
        text.append("- ").append(before.get(i++)).append('\n');
      } else {
        text.append("+ ").append(after.get(j++)).append('\n');
      }
    }
    return text.toString();
  }
}
