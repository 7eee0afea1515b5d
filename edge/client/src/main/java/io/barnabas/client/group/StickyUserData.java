package io.barnabas.client.group;

import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.ClientSubscription.Former;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.primitive.MessageReader;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How members tell the eager sticky assignor what they had: an array of topics, each with an array
 * of partitions, then the generation (KIP-341).
 */
final class StickyUserData {
  private static final Former NOTHING = new Former(List.of(), -1);

  private StickyUserData() {}

  static ByteBuffer write(Former former) {
    Map<String, List<Integer>> byTopic = new TreeMap<>();
    former
        .owned()
        .forEach(
            one ->
                byTopic.computeIfAbsent(one.topic(), _ -> new ArrayList<>()).add(one.partition()));
    MessageWriter out = new MessageWriter();
    out.writeInt(byTopic.size());
    byTopic.forEach(
        (topic, partitions) -> {
          out.writeString(topic, false);
          out.writeInt(partitions.size());
          partitions.forEach(out::writeInt);
        });
    out.writeInt(former.generation());
    return out.toOutbound().bytes();
  }

  /** What a member had; nothing if it does not tell, or what it tells can't be read. */
  static Former read(@Nullable ByteBuffer bytes) {
    if (bytes == null || !bytes.hasRemaining()) {
      return NOTHING;
    }
    try {
      return readAll(bytes.duplicate());
    } catch (MalformedMessageException e) {
      return NOTHING;
    }
  }

  private static Former readAll(ByteBuffer bytes) {
    MessageReader in = new MessageReader(bytes);
    List<TopicPartition> owned = new ArrayList<>();
    int topics = in.readArrayLength(false, "topics");
    for (int i = 0; i < topics; i++) {
      String topic = in.readString(false, "topic");
      int partitions = in.readArrayLength(false, "partitions");
      for (int j = 0; j < partitions; j++) {
        owned.add(new TopicPartition(topic, in.readInt()));
      }
    }
    return new Former(owned, bytes.remaining() < Integer.BYTES ? -1 : in.readInt());
  }
}
