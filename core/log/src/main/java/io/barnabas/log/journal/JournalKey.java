package io.barnabas.log.journal;

import io.barnabas.protocol.primitive.Uuid;

/**
 * Whose entries they are. The topic's id tells it from an earlier topic of that name.
 *
 * @param topic for the reader's sake
 */
public record JournalKey(Uuid topicId, String topic, int partition) {
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
