package io.barnabas.cli.groups;

import io.barnabas.cli.groups.TextTable.Column;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupAdmin;
import io.barnabas.client.group.GroupOffsets;
import io.barnabas.client.group.GroupRouting;
import io.barnabas.protocol.ErrorCode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Deletes groups, or their offsets of some topics, and says what became of each. */
final class Deletions {
  private final GroupAdmin admin;
  private final GroupOffsets offsets;
  private final ExistingPartitions existing;
  private final PrintStream out;

  Deletions(Cluster cluster, GroupRouting routing, PrintStream out) {
    this.admin = new GroupAdmin(cluster, routing);
    this.offsets = new GroupOffsets(routing);
    this.existing = new ExistingPartitions(cluster);
    this.out = out;
  }

  /**
   * Deletes groups.
   *
   * @return whether all of them are gone
   */
  boolean delete(List<String> groups) {
    Map<String, String> failures = new LinkedHashMap<>();
    for (String group : groups) {
      try {
        admin.delete(group);
      } catch (ServerErrorException e) {
        failures.put(group, e.getMessage());
      }
    }
    String deleted = quoted(groups.stream().filter(group -> !failures.containsKey(group)).toList());
    if (failures.isEmpty()) {
      out.println("Deletion of requested consumer groups (" + deleted + ") was successful.");
      return true;
    }
    out.println("\nError: Deletion of some consumer groups failed:");
    failures.forEach(
        (group, reason) ->
            out.println("* Group '" + group + "' could not be deleted due to: " + reason));
    if (!deleted.isEmpty()) {
      out.println("\nThese consumer groups were deleted successfully: " + deleted);
    }
    return false;
  }

  private static String quoted(List<String> groups) {
    return groups.stream().map(group -> "'" + group + "'").collect(Collectors.joining(", "));
  }

  /**
   * Deletes a group's offsets.
   *
   * @return whether all of them are gone
   */
  boolean deleteOffsets(String group, TopicScope topics) {
    SortedMap<TopicPartition, ErrorCode> results = new TreeMap<>();
    SortedSet<TopicPartition> chosen = partitions(topics);
    ErrorCode refusal = ErrorCode.NONE;
    try {
      results.putAll(offsets.delete(group, chosen));
    } catch (ServerErrorException e) {
      refusal = e.code();
      chosen.forEach(partition -> results.put(partition, e.code()));
    }
    out.println(
        refusal == ErrorCode.NONE
            ? "Request succeeded for deleting offsets from group " + group + "."
            : "\nError: " + refusal.message());
    print(results);
    return results.values().stream().allMatch(ErrorCode.NONE::equals);
  }

  /** Of a topic that is gone the group may have offsets still; which, it alone knows. */
  private SortedSet<TopicPartition> partitions(TopicScope topics) {
    SortedSet<TopicPartition> chosen = new TreeSet<>();
    for (TopicScope.Scope scope : topics.scopes()) {
      if (scope.partitions().isEmpty()) {
        List<TopicPartition> all = existing.of(scope.topic());
        chosen.addAll(all.isEmpty() ? List.of(new TopicPartition(scope.topic(), 0)) : all);
      } else {
        scope
            .partitions()
            .forEach(partition -> chosen.add(new TopicPartition(scope.topic(), partition)));
      }
    }
    return chosen;
  }

  private void print(SortedMap<TopicPartition, ErrorCode> results) {
    TextTable table =
        new TextTable(
            List.of(
                new Column("TOPIC", 15), new Column("PARTITION", 10), new Column("STATUS", 15)));
    results.forEach(
        (partition, error) ->
            table.add(
                List.of(
                    partition.topic(),
                    Integer.toString(partition.partition()),
                    error == ErrorCode.NONE ? "Successful" : "Error: " + error.message())));
    out.println();
    table.print(out);
  }
}
