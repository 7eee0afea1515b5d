package io.barnabas.cli.groups;

import io.barnabas.client.TopicPartition;
import java.util.Map;

/** Where a group is to go on. */
sealed interface ResetRule {
  /** At the first record there is. */
  record ToEarliest() implements ResetRule {}

  /** Behind the last record there is. */
  record ToLatest() implements ResetRule {}

  /** Where it is; where it has no offset, behind the last record. */
  record ToCurrent() implements ResetRule {}

  /** At an offset. */
  record ToOffset(long offset) implements ResetRule {}

  /** So many records further, or back. */
  record ShiftBy(long count) implements ResetRule {}

  /** At the first record of that time or later, in milliseconds since the epoch. */
  record ToTime(long timestampMs) implements ResetRule {}

  /** At the offsets listed, by group. */
  record ToListed(Map<String, Map<TopicPartition, Long>> offsets) implements ResetRule {}
}
