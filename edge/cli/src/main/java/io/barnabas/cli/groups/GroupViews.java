package io.barnabas.cli.groups;

import io.barnabas.cli.groups.TextTable.Column;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupDescription;
import io.barnabas.client.admin.GroupMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What --members and --state show of a group, in the layout of Kafka's tool. */
final class GroupViews {
  private static final String NOTHING = "-";

  private final boolean verbose;

  GroupViews(boolean verbose) {
    this.verbose = verbose;
  }

  TextTable state(GroupDescription group) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column("GROUP", 15),
                new Column("COORDINATOR (ID)", 25),
                new Column("ASSIGNMENT-STRATEGY", 20),
                new Column("STATE", 20)));
    List<String> row =
        new ArrayList<>(
            List.of(
                group.id(),
                group.coordinator().address() + "  (" + group.coordinator().id() + ")",
                orNothing(group.assignor()),
                group.state()));
    if (verbose) {
      columns.add(new Column("GROUP-EPOCH", 15));
      columns.add(new Column("TARGET-ASSIGNMENT-EPOCH", 25));
      GroupDescription.Epochs epochs = group.epochs();
      row.add(epochs == null ? NOTHING : Integer.toString(epochs.group()));
      row.add(epochs == null ? NOTHING : Integer.toString(epochs.assignment()));
    }
    columns.add(new Column("#MEMBERS", 0));
    row.add(Integer.toString(group.members().size()));
    TextTable table = new TextTable(columns);
    table.add(row);
    return table;
  }

  TextTable members(GroupDescription group) {
    boolean withInstances =
        group.members().stream().anyMatch(member -> member.instanceId() != null);
    List<Column> columns =
        new ArrayList<>(List.of(new Column("GROUP", 15), new Column("CONSUMER-ID", 15)));
    if (withInstances) {
      columns.add(new Column("GROUP-INSTANCE-ID", 17));
    }
    columns.add(new Column("HOST", 15));
    columns.add(new Column("CLIENT-ID", 15));
    columns.add(new Column("#PARTITIONS", verbose ? 15 : 16));
    if (verbose) {
      columns.add(new Column("CURRENT-EPOCH", 15));
      columns.add(new Column("CURRENT-ASSIGNMENT", 20));
      columns.add(new Column("TARGET-EPOCH", 15));
      columns.add(new Column("TARGET-ASSIGNMENT", 20));
    }
    TextTable table = new TextTable(columns);
    group.members().forEach(member -> table.add(row(group, member, withInstances)));
    return table;
  }

  private List<String> row(GroupDescription group, GroupMember member, boolean withInstances) {
    List<String> row = new ArrayList<>(List.of(group.id(), member.id()));
    if (withInstances) {
      row.add(Objects.requireNonNullElse(member.instanceId(), NOTHING));
    }
    row.add(member.host());
    row.add(member.clientId());
    row.add(Integer.toString(member.assigned().size()));
    if (verbose) {
      addAssignments(row, group, member);
    }
    return row;
  }

  private static void addAssignments(List<String> row, GroupDescription group, GroupMember member) {
    GroupMember.@Nullable Progress progress = member.progress();
    GroupDescription.@Nullable Epochs epochs = group.epochs();
    row.add(progress == null ? NOTHING : Integer.toString(progress.epoch()));
    row.add(text(member.assigned()));
    row.add(epochs == null ? NOTHING : Integer.toString(epochs.assignment()));
    row.add(progress == null ? NOTHING : text(progress.target()));
  }

  /** As {@code orders:0,1;payments:0}. */
  private static String text(List<TopicPartition> partitions) {
    Map<String, String> byTopic =
        partitions.stream()
            .collect(
                Collectors.groupingBy(
                    TopicPartition::topic,
                    TreeMap::new,
                    Collectors.mapping(
                        partition -> Integer.toString(partition.partition()),
                        Collectors.joining(","))));
    return orNothing(
        byTopic.entrySet().stream()
            .map(topic -> topic.getKey() + ":" + topic.getValue())
            .collect(Collectors.joining(";")));
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? NOTHING : text;
  }
}
