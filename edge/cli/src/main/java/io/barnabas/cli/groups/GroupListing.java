package io.barnabas.cli.groups;

import io.barnabas.cli.groups.TextTable.Column;
import io.barnabas.client.admin.GroupAdmin;
import io.barnabas.client.admin.ListedGroup;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints the ids of groups, or a table with their types and states. */
final class GroupListing {
  private final GroupAdmin admin;
  private final ViewOptions options;
  private final PrintStream out;

  GroupListing(GroupAdmin admin, ViewOptions options, PrintStream out) {
    this.admin = admin;
    this.options = options;
    this.out = out;
  }

  void print() {
    List<ListedGroup> groups =
        admin.list(options.states(), options.types()).stream()
            .filter(ListedGroup::isOfConsumers)
            .toList();
    if (options.withStates() || options.withTypes()) {
      table(groups).print(out);
    } else {
      groups.forEach(group -> out.println(group.id()));
    }
  }

  private TextTable table(List<ListedGroup> groups) {
    List<Column> columns = new ArrayList<>(List.of(new Column("GROUP", 25)));
    if (options.withTypes()) {
      columns.add(new Column("TYPE", 20));
    }
    if (options.withStates()) {
      columns.add(new Column("STATE", 20));
    }
    TextTable table = new TextTable(columns);
    groups.forEach(group -> table.add(row(group)));
    return table;
  }

  private List<String> row(ListedGroup group) {
    List<String> row = new ArrayList<>(List.of(group.id()));
    if (options.withTypes()) {
      row.add(capitalized(group.type()));
    }
    if (options.withStates()) {
      row.add(group.state());
    }
    return row;
  }

  /** Brokers write types small, Kafka's tool writes them like names. */
  private static String capitalized(String type) {
    return type.isEmpty()
        ? "Unknown"
        : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
  }
}
