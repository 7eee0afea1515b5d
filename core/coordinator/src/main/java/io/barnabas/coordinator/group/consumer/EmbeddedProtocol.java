package io.barnabas.coordinator.group.consumer;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.coordinator.group.assignor.Assignment;
import io.barnabas.environment.Outbound;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What consumers tell each other through the classic protocol: a version, then a subscription or an
 * assignment in it. Newer versions only add to the end of older ones.
 */
public final class EmbeddedProtocol {
  /** The protocol type of groups whose members speak it. */
  public static final String TYPE = "consumer";

  private EmbeddedProtocol() {}

  /**
   * Reads a subscription; the buffer stays as it is.
   *
   * @throws MalformedMessageException if it is none
   */
  public static ConsumerProtocolSubscription subscription(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate();
    short version = version(in);
    return ConsumerProtocolSubscription.read(
        in, shortMin(version, ConsumerProtocolSubscription.HIGHEST_VERSION));
  }

  /**
   * Reads an assignment; nothing stands for an empty one. The buffer stays as it is.
   *
   * @throws MalformedMessageException if it is none
   */
  public static ConsumerProtocolAssignment assignment(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return new ConsumerProtocolAssignment();
    }
    ByteBuffer in = bytes.duplicate();
    short version = version(in);
    return ConsumerProtocolAssignment.read(
        in, shortMin(version, ConsumerProtocolAssignment.HIGHEST_VERSION));
  }

  private static short version(ByteBuffer in) {
    if (in.remaining() < Short.BYTES) {
      throw new MalformedMessageException("there is no version");
    }
    short version = in.getShort();
    if (version < 0) {
      throw new MalformedMessageException("there is no version " + version);
    }
    return version;
  }

  private static short shortMin(short a, short b) {
    return a < b ? a : b;
  }

  /** The partitions that a member says it has, as far as their topics exist. */
  static Assignment owned(ConsumerProtocolSubscription subscription, TopicCatalog topics) {
    Assignment.Builder owned = Assignment.builder();
    for (ConsumerProtocolSubscription.TopicPartition said : subscription.ownedPartitions()) {
      add(owned, topics, said.topic(), said.partitions());
    }
    return owned.build();
  }

  /** The partitions of an assignment, as far as their topics exist. */
  public static Assignment partitions(ConsumerProtocolAssignment assignment, TopicCatalog topics) {
    Assignment.Builder partitions = Assignment.builder();
    for (ConsumerProtocolAssignment.TopicPartition given : assignment.assignedPartitions()) {
      add(partitions, topics, given.topic(), given.partitions());
    }
    return partitions.build();
  }

  private static void add(
      Assignment.Builder builder, TopicCatalog topics, String name, List<Integer> partitions) {
    Topic topic = topics.find(name);
    if (topic != null) {
      partitions.forEach(partition -> builder.add(topic.id(), partition));
    }
  }

  /** An assignment in the version of the subscription that a member came with. */
  public static ByteBuffer assignmentFor(
      ByteBuffer subscription, Assignment partitions, TopicCatalog topics) {
    List<ConsumerProtocolAssignment.TopicPartition> assigned = new ArrayList<>();
    partitions
        .topics()
        .forEach(
            (topicId, numbers) -> {
              Topic topic = topics.find(topicId);
              if (topic != null) {
                assigned.add(
                    new ConsumerProtocolAssignment.TopicPartition()
                        .topic(topic.name())
                        .partitions(List.copyOf(numbers)));
              }
            });
    short version =
        shortMin(version(subscription.duplicate()), ConsumerProtocolAssignment.HIGHEST_VERSION);
    MessageWriter out = new MessageWriter();
    out.writeShort(version);
    new ConsumerProtocolAssignment().assignedPartitions(assigned).write(out, version);
    return bytes(out.toOutbound());
  }

  private static ByteBuffer bytes(Outbound written) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(written.sizeBytes()));
    for (Outbound.Piece piece : written.pieces()) {
      if (piece instanceof Outbound.Bytes(ByteBuffer part)) {
        bytes.put(part.duplicate());
      }
    }
    return bytes.flip();
  }
}
