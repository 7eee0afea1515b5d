package io.barnabas.log;

import io.barnabas.environment.Disk;
import io.barnabas.environment.Lane;

/** The lanes of one log: neither cold reads nor syncs hold up its writes. */
record LogLanes(Lane write, Lane read, Lane flush) {
  static LogLanes of(Disk disk, TopicPartition topicPartition) {
    int key = 3 * topicPartition.hashCode();
    return new LogLanes(disk.lane(key), disk.lane(key + 1), disk.lane(key + 2));
  }
}
