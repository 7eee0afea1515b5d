package io.barnabas.cli.groups;

import io.barnabas.cli.Console;
import io.barnabas.client.Cluster;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.admin.GroupDescriber;
import io.barnabas.client.admin.GroupDescription;
import io.barnabas.client.group.GroupOffsets;
import io.barnabas.client.group.GroupRouting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Prints what --describe shows of groups. */
final class GroupReport {
  private final GroupDescriber describer;
  private final PartitionLags lags;
  private final UnreadAges ages;
  private final ViewOptions options;
  private final Console console;

  GroupReport(Cluster cluster, GroupRouting routing, ViewOptions options, Console console) {
    this.describer = new GroupDescriber(routing);
    this.lags = new PartitionLags(cluster, new GroupOffsets(routing));
    this.ages = new UnreadAges(cluster, InstantSource.system());
    this.options = options;
    this.console = console;
  }

  void print(List<String> groupIds) {
    groupIds.stream().map(describer::describe).forEach(this::print);
  }

  private void print(GroupDescription group) {
    GroupViews views = new GroupViews(options.isVerbose());
    TextTable table =
        switch (options.view()) {
          case OFFSETS -> offsets(group);
          case MEMBERS -> views.members(group);
          case STATE -> views.state(group);
        };
    console.out().println();
    table.print(console.out());
    console.out().flush();
    warn(group);
  }

  private TextTable offsets(GroupDescription group) {
    List<PartitionLag> found = lags.of(group);
    Map<TopicPartition, Duration> unread = options.withLagTime() ? ages.of(found) : Map.of();
    return new OffsetsView(options.isVerbose(), options.withLagTime())
        .table(group.id(), found, unread);
  }

  private void warn(GroupDescription group) {
    if (group.isEmpty()) {
      console.err().println("\nConsumer group '" + group.id() + "' has no active members.");
    } else if (group.isRebalancing()) {
      console.err().println("\nWarning: Consumer group '" + group.id() + "' is rebalancing.");
    }
  }
}
