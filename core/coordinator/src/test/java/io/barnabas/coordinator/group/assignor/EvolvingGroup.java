package io.barnabas.coordinator.group.assignor;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A group whose members, subscriptions and topics change at random, from a seed. */
final class EvolvingGroup {
  private final Random random;
  private final boolean homogeneous;
  private final List<Topic> topics = new ArrayList<>();
  private final SortedMap<String, MemberSpec> members = new TreeMap<>();
  private SortedSet<Uuid> common = new TreeSet<>();
  private int joined;

  EvolvingGroup(long seed, boolean homogeneous) {
    this.random = new Random(seed);
    this.homogeneous = homogeneous;
    int topicCount = 1 + random.nextInt(6);
    for (int i = 0; i < topicCount; i++) {
      addTopic();
    }
    common = someTopics();
    int memberCount = 1 + random.nextInt(12);
    for (int i = 0; i < memberCount; i++) {
      join();
    }
  }

  GroupSpec spec() {
    return new GroupSpec(new TreeMap<>(members), homogeneous);
  }

  TopicCatalog catalog() {
    return TopicCatalog.of(1, topics);
  }

  void accept(GroupAssignment assignment) {
    members.replaceAll(
        (id, member) ->
            new MemberSpec(
                member.instanceId(), null, member.subscribedTopicIds(), assignment.of(id)));
  }

  void change() {
    switch (random.nextInt(6)) {
      case 0, 1 -> join();
      case 2, 3 -> leave();
      case 4 -> changeTopics();
      default -> changeSubscriptions();
    }
  }

  String join() {
    joined++;
    String id = "member-%08x".formatted(random.nextInt());
    @Nullable String instance = random.nextInt(3) == 0 ? "instance-" + joined : null;
    members.put(id, new MemberSpec(instance, null, subscription(), Assignment.EMPTY));
    return id;
  }

  @Nullable String leave() {
    if (members.size() < 2) {
      return null;
    }
    String id = new ArrayList<>(members.keySet()).get(random.nextInt(members.size()));
    members.remove(id);
    return id;
  }

  private void addTopic() {
    Uuid id = new Uuid(random.nextLong(), random.nextLong());
    topics.add(new Topic.WithoutRacks(id, "topic-" + topics.size(), 1 + random.nextInt(12)));
  }

  private void changeTopics() {
    int index = random.nextInt(topics.size());
    Topic old = topics.get(index);
    int more = old.partitionCount() + 1 + random.nextInt(5);
    topics.set(index, new Topic.WithoutRacks(old.id(), old.name(), more));
  }

  private void changeSubscriptions() {
    common = someTopics();
    members.replaceAll(
        (id, member) ->
            homogeneous || random.nextBoolean()
                ? new MemberSpec(member.instanceId(), null, subscription(), member.current())
                : member);
  }

  private SortedSet<Uuid> subscription() {
    return homogeneous ? common : someTopics();
  }

  private SortedSet<Uuid> someTopics() {
    SortedSet<Uuid> some = new TreeSet<>();
    for (Topic topic : topics) {
      if (random.nextBoolean()) {
        some.add(topic.id());
      }
    }
    return some;
  }

  Map<String, MemberSpec> members() {
    return members;
  }
}
