package io.barnabas.cli.groups;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of words in columns, which begin below the column's title. A column is as wide as its
 * longest word, and at least as wide as in Kafka's tool.
 */
final class TextTable {
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param width the least it has; 0 for one that ends a line without spaces
   */
  record Column(String title, int width) {}

  TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  void print(PrintStream out) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      widths.add(widthOf(i));
    }
    printRow(out, columns.stream().map(Column::title).toList(), widths);
    rows.forEach(row -> printRow(out, row, widths));
  }

  private int widthOf(int column) {
    int least = columns.get(column).width();
    if (least == 0) {
      return 0;
    }
    int longest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(least, longest);
  }

  private static void printRow(PrintStream out, List<String> words, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      line.append(word).append(" ".repeat(Math.max(0, widths.get(i) - word.length())));
      if (i + 1 < words.size()) {
        line.append(' ');
      }
    }
    out.println(line);
  }
}
