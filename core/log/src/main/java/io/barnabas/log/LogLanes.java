package io.barnabas.log;

import io.barnabas.environment.Disk;
import io.barnabas.environment.Lane;
import io.barnabas.environment.Shard;

/** The lanes of one log: neither cold reads nor syncs hold up its writes. */
record LogLanes(Lane write, Lane brief, Lane read, Lane flush) {
  /**
   * All logs of a shard write on one lane, so that a turn in which many of them were appended to
   * wakes one disk thread, and not one for each.
   */
  static LogLanes of(Shard shard, TopicPartition topicPartition) {
    Disk disk = shard.disk();
    int key = 2 * topicPartition.hashCode();
    return new LogLanes(
        disk.lane(shard.index()), disk.briefLane(), disk.lane(key), disk.lane(key + 1));
  }
}
