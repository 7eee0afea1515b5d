package io.barnabas.client.group;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import io.barnabas.client.group.assignor.MemberSubscription;
import io.barnabas.protocol.MalformedMessageException;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.primitive.MessageReader;
import io.barnabas.protocol.primitive.MessageWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a member of a classic group tells its leader, in the bytes that the broker passes on. */
final class ClientSubscription {
  private static final short WRITTEN_VERSION = ConsumerProtocolSubscription.HIGHEST_VERSION;

  private ClientSubscription() {}

  /** What is told of the state before: partitions, and the generation they were had in. */
  record Former(Collection<TopicPartition> owned, int generation) {}

  /**
   * The bytes of a subscription.
   *
   * @param userData what the assignor wants to be told besides, null for nothing
   */
  static ByteBuffer write(
      Set<String> topics, Former former, @Nullable ByteBuffer userData, @Nullable String rackId) {
    MessageWriter out = new MessageWriter();
    out.writeShort(WRITTEN_VERSION);
    new ConsumerProtocolSubscription()
        .topics(topics.stream().sorted().toList())
        .userData(userData)
        .ownedPartitions(byTopic(former.owned()))
        .generationId(former.generation())
        .rackId(rackId)
        .write(out, WRITTEN_VERSION);
    return out.toOutbound().bytes();
  }

  private static List<ConsumerProtocolSubscription.TopicPartition> byTopic(
      Collection<TopicPartition> partitions) {
    Map<String, List<Integer>> byTopic = new TreeMap<>();
    partitions.forEach(
        partition ->
            byTopic
                .computeIfAbsent(partition.topic(), _ -> new ArrayList<>())
                .add(partition.partition()));
    return byTopic.entrySet().stream()
        .map(
            topic ->
                new ConsumerProtocolSubscription.TopicPartition()
                    .topic(topic.getKey())
                    .partitions(topic.getValue()))
        .toList();
  }

  /**
   * A member's subscription. A newer version begins like the newest that is known.
   *
   * @param sticky whether what it had is in the user data, as the eager sticky assignor has it
   * @throws ClientException if the bytes are not a subscription
   */
  static MemberSubscription read(
      String memberId, @Nullable String instanceId, ByteBuffer bytes, boolean sticky) {
    try {
      MessageReader in = new MessageReader(bytes.duplicate());
      ConsumerProtocolSubscription subscription =
          ConsumerProtocolSubscription.read(in, readableVersion(in.readShort()));
      ByteBuffer userData = subscription.userData();
      Former former =
          sticky
              ? StickyUserData.read(userData)
              : new Former(ownedIn(subscription), generationOf(subscription, userData));
      return new MemberSubscription(
          memberId,
          instanceId,
          Set.copyOf(subscription.topics()),
          List.copyOf(former.owned()),
          former.generation());
    } catch (MalformedMessageException e) {
      throw new ClientException(
          "the subscription of member " + memberId + " can't be read: " + e.getMessage(), e);
    }
  }

  private static short readableVersion(short version) {
    return (short) Math.min(version, ConsumerProtocolSubscription.HIGHEST_VERSION);
  }

  private static List<TopicPartition> ownedIn(ConsumerProtocolSubscription subscription) {
    return subscription.ownedPartitions().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.topic(), partition)))
        .toList();
  }

  /** Before version 2 the cooperative sticky assignor put the generation into its user data. */
  private static int generationOf(
      ConsumerProtocolSubscription subscription, @Nullable ByteBuffer userData) {
    int generation = subscription.generationId();
    if (generation < 0 && userData != null && userData.remaining() == Integer.BYTES) {
      return userData.getInt(userData.position());
    }
    return generation;
  }
}
