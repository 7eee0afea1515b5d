package io.barnabas.simulator.group;

import io.barnabas.protocol.Message;
import io.barnabas.protocol.message.ConsumerProtocolAssignment;
import io.barnabas.protocol.message.ConsumerProtocolSubscription;
import io.barnabas.protocol.primitive.MessageWriter;
import io.barnabas.simulator.WireClient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What consumers tell each other through the classic protocol. */
final class EmbeddedProtocol {
  private static final short VERSION = 1;

  private EmbeddedProtocol() {}

  static ByteBuffer subscription(List<String> topics, Collection<Place> owned) {
    List<ConsumerProtocolSubscription.TopicPartition> partitions = new ArrayList<>();
    byTopic(owned)
        .forEach(
            (topic, numbers) ->
                partitions.add(
                    new ConsumerProtocolSubscription.TopicPartition()
                        .topic(topic)
                        .partitions(numbers)));
    return bytes(new ConsumerProtocolSubscription().topics(topics).ownedPartitions(partitions));
  }

  static ByteBuffer assignment(Collection<Place> places) {
    List<ConsumerProtocolAssignment.TopicPartition> partitions = new ArrayList<>();
    byTopic(places)
        .forEach(
            (topic, numbers) ->
                partitions.add(
                    new ConsumerProtocolAssignment.TopicPartition()
                        .topic(topic)
                        .partitions(numbers)));
    return bytes(new ConsumerProtocolAssignment().assignedPartitions(partitions));
  }

  /** The places of an assignment; none of an empty one, as a member without an assignment gets. */
  static SortedSet<Place> places(ByteBuffer assignment) {
    SortedSet<Place> places = new TreeSet<>();
    if (assignment.hasRemaining()) {
      ByteBuffer in = assignment.duplicate();
      short version = in.getShort();
      for (var topic : ConsumerProtocolAssignment.read(in, version).assignedPartitions()) {
        topic.partitions().forEach(number -> places.add(new Place(topic.topic(), number)));
      }
    }
    return places;
  }

  /** What a member says in its subscription that it owns. */
  static SortedSet<Place> owned(ByteBuffer subscription) {
    SortedSet<Place> places = new TreeSet<>();
    ByteBuffer in = subscription.duplicate();
    short version = in.getShort();
    for (var topic : ConsumerProtocolSubscription.read(in, version).ownedPartitions()) {
      topic.partitions().forEach(number -> places.add(new Place(topic.topic(), number)));
    }
    return places;
  }

  static Map<String, List<Integer>> byTopic(Collection<Place> places) {
    SortedMap<String, List<Integer>> byTopic = new TreeMap<>();
    for (Place place : places) {
      byTopic.computeIfAbsent(place.topic(), t -> new ArrayList<>()).add(place.partition());
    }
    return byTopic;
  }

  private static ByteBuffer bytes(Message message) {
    MessageWriter out = new MessageWriter();
    out.writeShort(VERSION);
    message.write(out, VERSION);
    return WireClient.bytes(out.toOutbound());
  }
}
