package io.barnabas.broker.partition;

import io.barnabas.log.LogIdentity;
import io.barnabas.log.StartPoint;

/** Where a partition's log is, and what its log directory remembers of it. */
public record PartitionPlace(LogIdentity identity, StartPoint start) {
  /** The place of a partition that was never here. */
  public static PartitionPlace fresh(LogIdentity identity) {
    return new PartitionPlace(identity, StartPoint.UNKNOWN);
  }
}
