package io.barnabas.client.group;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.primitive.MessageReader;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the leader of a classic group gives a member, in the bytes that the broker passes on. */
public final class ClientAssignment {
  /** The first version has all that is used here, and every consumer reads it. */
  private static final short WRITTEN_VERSION = 1;

  private ClientAssignment() {}

  /**
   * The partitions in an assignment. No bytes mean none; a newer version begins like the newest
   * that is known.
   *
   * @throws ClientException if the bytes are not an assignment
   */
  public static List<TopicPartition> read(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return List.of();
    }
    try {
      MessageReader in = new MessageReader(bytes.duplicate());
      return partitionsOf(ConsumerProtocolAssignment.read(in, readableVersion(in.readShort())));
    } catch (MalformedMessageException e) {
      throw new ClientException("a group's assignment can't be read: " + e.getMessage(), e);
    }
  }

  private static short readableVersion(short version) {
    return (short) Math.min(version, ConsumerProtocolAssignment.HIGHEST_VERSION);
  }

  private static List<TopicPartition> partitionsOf(ConsumerProtocolAssignment assignment) {
    return assignment.assignedPartitions().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.topic(), partition)))
        .toList();
  }

  /** The bytes of an assignment. */
  public static ByteBuffer write(Collection<TopicPartition> partitions) {
    Map<String, List<Integer>> byTopic = new TreeMap<>();
    partitions.forEach(
        partition ->
            byTopic
                .computeIfAbsent(partition.topic(), _ -> new ArrayList<>())
                .add(partition.partition()));
    MessageWriter out = new MessageWriter();
    out.writeShort(WRITTEN_VERSION);
    new ConsumerProtocolAssignment()
        .assignedPartitions(
            byTopic.entrySet().stream()
                .map(
                    topic ->
                        new ConsumerProtocolAssignment.TopicPartition()
                            .topic(topic.getKey())
                            .partitions(topic.getValue()))
                .toList())
        .write(out, WRITTEN_VERSION);
    return out.toOutbound().bytes();
  }
}
