package io.barnabas.coordinator.group.migration;

import io.barnabas.environment.Outbound;
import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import java.util.List;

/** Subscriptions and assignments as consumers write them; partitions are {@code topic-number}. */
final class EmbeddedBytes {
  private static final short VERSION = 1;

  private EmbeddedBytes() {}

  static ByteBuffer subscription(List<String> topics, List<String> owned) {
    return bytes(
        new ConsumerProtocolSubscription()
            .topics(topics)
            .ownedPartitions(
                owned.stream()
                    .map(
                        text ->
                            new ConsumerProtocolSubscription.TopicPartition()
                                .topic(topic(text))
                                .partitions(List.of(partition(text))))
                    .toList()));
  }

  static ByteBuffer assignment(List<String> partitions) {
    return bytes(
        new ConsumerProtocolAssignment()
            .assignedPartitions(
                partitions.stream()
                    .map(
                        text ->
                            new ConsumerProtocolAssignment.TopicPartition()
                                .topic(topic(text))
                                .partitions(List.of(partition(text))))
                    .toList()));
  }

  private static String topic(String text) {
    return text.substring(0, text.lastIndexOf('-'));
  }

  private static int partition(String text) {
    return Integer.parseInt(text.substring(text.lastIndexOf('-') + 1));
  }

  private static ByteBuffer bytes(Message message) {
    MessageWriter out = new MessageWriter();
    out.writeShort(VERSION);
    message.write(out, VERSION);
    Outbound written = out.toOutbound();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(written.sizeBytes()));
    for (Outbound.Piece piece : written.pieces()) {
      if (piece instanceof Outbound.Bytes(ByteBuffer part)) {
        bytes.put(part.duplicate());
      }
    }
    return bytes.flip();
  }
}
