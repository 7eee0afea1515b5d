package io.barnabas.conformance.client;

import java.util.List;
import java.util.Map;

/** A consumer of one release. The maps are by partition. */
public interface OfficialConsumer extends AutoCloseable {
  /** Replaces what was assigned; a position must be sought before the first poll. */
  void assign(String topic, int... partitions);

  void seek(String topic, int partition, long offset);

  void seekToBeginning(String topic, int... partitions);

  void seekToEnd(String topic, int... partitions);

  long position(String topic, int partition);

  /** What has arrived, after {@code waitMs} at the latest. */
  List<Incoming> poll(long waitMs);

  Map<Integer, Long> beginningOffsets(String topic, int... partitions);

  Map<Integer, Long> endOffsets(String topic, int... partitions);

  /** The first record at or after each time; partitions that have none are left out. */
  Map<Integer, TimedOffset> offsetsForTimes(String topic, Map<Integer, Long> timesMs);

  @Override
  void close();
}
