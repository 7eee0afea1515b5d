package io.barnabas.benchmarks.row;

import io.barnabas.benchmarks.load.ClassicMember;
import io.barnabas.benchmarks.load.ConsumerMember;
import io.barnabas.benchmarks.load.GroupMember;
import io.barnabas.benchmarks.wire.ClassicCalls;
import io.barnabas.benchmarks.wire.ConsumerCalls;
import io.barnabas.protocol.primitive.Uuid;

/** The protocols by which members share partitions. */
enum GroupProtocol {
  CLASSIC,
  CONSUMER;

  /** What members read. */
  record Topic(String name, Uuid id, int partitions) {}

  /**
   * A member that is about to join.
   *
   * @param number unlike that of any other member of any group
   * @param headBytes the size of the largest answer
   */
  GroupMember member(String group, Topic topic, int number, int headBytes) {
    return switch (this) {
      case CLASSIC ->
          new ClassicMember(new ClassicCalls(group, topic.name(), topic.partitions()), headBytes);
      case CONSUMER ->
          new ConsumerMember(
              new ConsumerCalls(group, topic.name(), topic.id()),
              new Uuid(group.hashCode(), number),
              headBytes);
    };
  }
}
