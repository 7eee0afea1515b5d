package io.barnabas.log;

/**
 * Names one partition of a topic.
 *
 * @param partition from 0
 */
public record TopicPartition(String topic, int partition) {
  /** The name of its folder too: {@code topic-partition}. */
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
