package io.barnabas.cli.topics;

import io.barnabas.cli.topics.TopicActions.Action;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which of the topics and partitions {@code --describe} shows. */
final class DescribeOptions {
  @Option(
      names = "--under-replicated-partitions",
      description = "Only partitions with replicas that are not in sync.")
  boolean underReplicated;

  @Option(names = "--unavailable-partitions", description = "Only partitions without a leader.")
  boolean unavailable;

  @Option(
      names = "--under-min-isr-partitions",
      description = "Only partitions with fewer in-sync replicas than min.insync.replicas.")
  boolean underMinIsr;

  @Option(
      names = "--at-min-isr-partitions",
      description = "Only partitions with just min.insync.replicas in-sync replicas.")
  boolean atMinIsr;

  @Option(
      names = "--topics-with-overrides",
      description = "Only topics with settings of their own, and only those.")
  boolean withOverrides;

  @Option(
      names = "--partition-size-limit-per-response",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many partitions a broker describes in one answer. Default: 2000.")
  int partitionsPerAnswer;

  void check(Action action) {
    Set<Action> allowed = Set.of(Action.DESCRIBE);
    TopicOptions.allow(underReplicated, "--under-replicated-partitions", action, allowed);
    TopicOptions.allow(unavailable, "--unavailable-partitions", action, allowed);
    TopicOptions.allow(underMinIsr, "--under-min-isr-partitions", action, allowed);
    TopicOptions.allow(atMinIsr, "--at-min-isr-partitions", action, allowed);
    TopicOptions.allow(withOverrides, "--topics-with-overrides", action, allowed);
  }

  boolean asksForSomePartitionsOnly() {
    return underReplicated || unavailable || underMinIsr || atMinIsr;
  }
}
