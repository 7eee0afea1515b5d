package io.barnabas.conformance.group;

import io.barnabas.conformance.client.Release;
import java.util.ArrayList;
import java.util.List;

/** Who decides, and how, which member reads which partition. */
enum Assignor {
  RANGE(Release.V0_10, "RangeAssignor"),
  ROUND_ROBIN(Release.V0_10, "RoundRobinAssignor"),
  STICKY(Release.V0_11, "StickyAssignor"),
  COOPERATIVE_STICKY(Release.V2_8, "CooperativeStickyAssignor"),
  /** By the broker, in the protocol of KIP-848; likewise the next. */
  SERVER_UNIFORM(Release.V3_9, "uniform"),
  SERVER_RANGE(Release.V3_9, "range");

  private final Release since;
  private final String name;

  Assignor(Release since, String name) {
    this.since = since;
    this.name = name;
  }

  boolean isKnownTo(Release release) {
    return release.isAtLeast(since);
  }

  boolean isOnServer() {
    return this == SERVER_UNIFORM || this == SERVER_RANGE;
  }

  /** The consumer's settings, with more of them. */
  String[] settings(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    if (isOnServer()) {
      all.addAll(List.of("group.protocol", "consumer", "group.remote.assignor", name));
    } else {
      all.addAll(
          List.of("partition.assignment.strategy", "org.apache.kafka.clients.consumer." + name));
    }
    return all.toArray(String[]::new);
  }

  /** How a described group names it. */
  String described() {
    return switch (this) {
      case RANGE, SERVER_RANGE -> "range";
      case ROUND_ROBIN -> "roundrobin";
      case STICKY -> "sticky";
      case COOPERATIVE_STICKY -> "cooperative-sticky";
      case SERVER_UNIFORM -> "uniform";
    };
  }
}
