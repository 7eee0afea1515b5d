package io.barnabas.client.consumer;

import io.barnabas.client.TopicPartition;
import java.util.List;
import java.util.Map;

/** Gives records as they come. */
public interface RecordSource {
  /**
   * Waits for records, at most as long as the configuration says.
   *
   * @return records in the order of each partition, perhaps none
   */
  List<ConsumedRecord> poll();

  /** Goes back to offsets, from which records have been given but not been dealt with. */
  void rewind(Map<TopicPartition, Long> offsets);
}
