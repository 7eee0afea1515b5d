package io.barnabas.broker.partition;

import io.barnabas.log.LogIdentity;
import io.barnabas.log.PartitionLog;
import io.barnabas.log.StartPoint;

/** What is to be remembered of a log between two runs. */
public record PartitionOffsets(
    LogIdentity identity,
    long recoveryPoint,
    long logStartOffset,
    long highWatermark,
    long cleanedOffset) {
  static PartitionOffsets of(PartitionLog log) {
    return new PartitionOffsets(
        log.identity(),
        log.recoveryPoint(),
        log.logStartOffset(),
        log.highWatermark(),
        log.cleanedOffset());
  }

  /** Of a log that is not open: what was remembered before. */
  static PartitionOffsets before(PartitionPlace place) {
    StartPoint start = place.start();
    return new PartitionOffsets(
        place.identity(),
        start.recoveryPoint(),
        start.logStartOffset(),
        start.recoveryPoint(),
        start.cleanedOffset());
  }
}
