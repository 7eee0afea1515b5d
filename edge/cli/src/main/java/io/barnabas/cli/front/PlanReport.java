package io.barnabas.cli.front;

import io.barnabas.broker.takeover.TakeoverPlan;
import io.barnabas.metadata.image.ConfigResource;
import io.barnabas.metadata.takeover.Finding;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Tells what a take-over would come to. */
final class PlanReport {
  private final PrintStream out;

  PlanReport(PrintStream out) {
    this.out = out;
  }

  void print(TakeoverPlan plan, List<Path> logDirs) {
    out.printf(
        "Cluster %s, node %d, metadata.version %s, %s.%n",
        plan.image().clusterId(),
        plan.owner().nodeId(),
        plan.metadataVersion(),
        plan.wasClosedInOrder()
            ? "stopped in order"
            : "not stopped in order: its logs will be recovered from their recovery points");
    out.println();
    out.println("Taken over as they are:");
    out.printf(
        "  %d topics with %d partitions: ids, records, producers' state, log start offsets%n",
        plan.image().topics().size(), plan.partitionCount());
    out.printf(
        "  configs of %d topics, %d brokers or all of them, %d groups%n",
        configured(plan, ConfigResource.Type.TOPIC),
        configured(plan, ConfigResource.Type.BROKER),
        configured(plan, ConfigResource.Type.GROUP));
    out.println("  groups with their committed offsets (__consumer_offsets)");
    list("Kept, as far as it goes:", plan.findings(Finding.Weight.KEPT));
    list(
        "Not taken along (Kafka's metadata log, which is kept aside, still has it):",
        plan.findings(Finding.Weight.LEFT_BEHIND));
    list("What stands in the way:", plan.findings(Finding.Weight.REFUSED));
    out.println();
    out.println(
        plan.isPossible()
            ? "Nothing was changed. To take it over: kafka-server-start.sh --override log.dirs="
                + logDirs.stream().map(Path::toString).collect(Collectors.joining(","))
            : "It can't be taken over like this. Nothing was changed.");
  }

  private static long configured(TakeoverPlan plan, ConfigResource.Type type) {
    return plan.image().configs().keySet().stream()
        .filter(resource -> resource.type() == type)
        .count();
  }

  private void list(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println();
      out.println(title);
      lines.forEach(line -> out.println("  " + line));
    }
  }
}
