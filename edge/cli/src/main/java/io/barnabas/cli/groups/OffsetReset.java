package io.barnabas.cli.groups;

import io.barnabas.cli.Console;
import io.barnabas.cli.groups.TextTable.Column;
import io.barnabas.client.ClientException;
import io.barnabas.client.Cluster;
import io.barnabas.client.ServerErrorException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupDescriber;
import io.barnabas.client.admin.GroupDescription;
import io.barnabas.client.group.CommittedOffset;
import io.barnabas.client.group.Committer;
import io.barnabas.client.group.GroupOffsets;
import io.barnabas.client.group.GroupRouting;
import io.barnabas.protocol.ErrorCode;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Resets the offsets of groups that have no members, or shows what that would do. */
final class OffsetReset {
  private final GroupDescriber describer;
  private final GroupOffsets offsets;
  private final ExistingPartitions existing;
  private final NewOffsets newOffsets;
  private final Console console;

  OffsetReset(Cluster cluster, GroupRouting routing, Console console) {
    this.describer = new GroupDescriber(routing);
    this.offsets = new GroupOffsets(routing);
    this.existing = new ExistingPartitions(cluster);
    this.newOffsets = new NewOffsets(existing, console.err());
    this.console = console;
  }

  /**
   * Resets groups; one with members is left alone.
   *
   * @return whether none was left alone
   */
  boolean run(List<String> groups, ResetOptions options, TopicScope topics, boolean isOneGroup) {
    ResetRule rule = options.rule(InstantSource.system(), isOneGroup ? groups.getFirst() : null);
    if (options.isDryRunByDefault()) {
      console.err().println("This shows what would be; to change the offsets, add --execute.");
    }
    SortedMap<String, SortedMap<TopicPartition, Long>> plans = new TreeMap<>();
    boolean complete = true;
    for (String group : groups) {
      if (isInactive(group)) {
        plans.put(group, plan(group, rule, topics));
      } else {
        complete = false;
      }
    }
    if (options.execute()) {
      plans.forEach(this::commit);
    }
    if (options.export()) {
      plans.forEach(
          (group, plan) ->
              OffsetsCsv.write(group, plan, !isOneGroup).forEach(console.out()::println));
    } else {
      print(plans);
    }
    return complete;
  }

  private boolean isInactive(String group) {
    try {
      GroupDescription description = describer.describe(group);
      boolean inactive = description.isEmpty();
      if (!inactive) {
        console
            .out()
            .println(
                "\nError: Assignments can only be reset if the group '%s' is inactive, but the current state is %s."
                    .formatted(group, description.state()));
      }
      return inactive;
    } catch (ServerErrorException e) {
      if (e.code() == ErrorCode.GROUP_ID_NOT_FOUND) {
        return true;
      }
      throw e;
    }
  }

  private SortedMap<TopicPartition, Long> plan(String group, ResetRule rule, TopicScope topics) {
    if (rule instanceof ResetRule.ToListed(Map<String, Map<TopicPartition, Long>> listed)) {
      return newOffsets.ofListed(listed.getOrDefault(group, Map.of()));
    }
    Map<TopicPartition, CommittedOffset> committed = committed(group);
    Collection<TopicPartition> partitions =
        topics.isAll() ? committed.keySet() : topics.partitions(existing);
    return newOffsets.of(rule, partitions, committed);
  }

  private Map<TopicPartition, CommittedOffset> committed(String group) {
    try {
      return offsets.fetchAll(group);
    } catch (ServerErrorException e) {
      if (e.code() == ErrorCode.GROUP_ID_NOT_FOUND) {
        return Map.of();
      }
      throw e;
    }
  }

  private void commit(String group, SortedMap<TopicPartition, Long> plan) {
    Map<TopicPartition, CommittedOffset> committed = new TreeMap<>();
    plan.forEach((partition, offset) -> committed.put(partition, CommittedOffset.at(offset)));
    try {
      offsets.commit(group, Committer.OUTSIDE, committed);
    } catch (ServerErrorException e) {
      if (e.code() == ErrorCode.UNKNOWN_MEMBER_ID) {
        throw new ClientException(
            "the group '" + group + "' has got members meanwhile; its offsets are unchanged", e);
      }
      throw e;
    }
  }

  private void print(SortedMap<String, SortedMap<TopicPartition, Long>> plans) {
    TextTable table =
        new TextTable(
            List.of(
                new Column("GROUP", 15),
                new Column("TOPIC", 15),
                new Column("PARTITION", 10),
                new Column("NEW-OFFSET", 0)));
    plans.forEach(
        (group, plan) ->
            plan.forEach(
                (partition, offset) ->
                    table.add(
                        List.of(
                            group,
                            partition.topic(),
                            Integer.toString(partition.partition()),
                            Long.toString(offset)))));
    console.out().println();
    table.print(console.out());
  }
}
