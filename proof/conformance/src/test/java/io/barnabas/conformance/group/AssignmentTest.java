package io.barnabas.conformance.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class AssignmentTest {
  private static final int PARTITIONS = 6;

  @ForAssignors
  void partitionsAreSharedWhoeverJoinsOrLeaves(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "shared", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member first = Member.of(clients, assignor, group, topic)) {
      first.awaitAssignment(GroupTopics.partitions(topic, PARTITIONS));
      try (Member second = Member.of(clients, assignor, group, topic)) {
        Member.awaitShares(first, second, PARTITIONS / 2);
        assertIsOfItsKind(assignor, topic, List.of(first.assignment(), second.assignment()));
        GroupTopics.write(broker, topic, PARTITIONS, 0, 60);
        first.awaitReceived(30);
        second.awaitReceived(30);
        assertReadOnce(60, first, second);
      }
      first.awaitAssignment(GroupTopics.partitions(topic, PARTITIONS));
    }
  }

  @ForAssignors
  void aMemberGetsPartitionsOfItsTopicsOnly(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String one = Topics.create(broker, "one", 2, Map.of());
    String other = Topics.create(broker, "other", 2, Map.of());
    String group = Topics.name("group");

    try (Member first = Member.of(clients, assignor, group, one);
        Member second = Member.of(clients, assignor, group, other)) {
      first.awaitAssignment(GroupTopics.partitions(one, 2));
      second.awaitAssignment(GroupTopics.partitions(other, 2));
      first.tell(consumer -> consumer.subscribe(other));
      Member.awaitShares(first, second, 1);
      assertThat(first.assignment()).isSubsetOf(GroupTopics.partitions(other, 2));
    }
  }

  private static void assertIsOfItsKind(
      Assignor assignor, String topic, List<Set<String>> assignments) {
    List<Set<String>> exact =
        switch (assignor) {
          case RANGE, SERVER_RANGE ->
              List.of(GroupTopics.only(topic, 0, 1, 2), GroupTopics.only(topic, 3, 4, 5));
          case ROUND_ROBIN ->
              List.of(GroupTopics.only(topic, 0, 2, 4), GroupTopics.only(topic, 1, 3, 5));
          case STICKY, COOPERATIVE_STICKY, SERVER_UNIFORM -> assignments;
        };
    assertThat(assignments).containsExactlyInAnyOrderElementsOf(exact);
    assertThat(assignments.stream().flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(GroupTopics.partitions(topic, PARTITIONS));
  }

  private static void assertReadOnce(int count, Member... members) {
    assertThat(Stream.of(members).flatMap(member -> member.received().stream()))
        .extracting(Incoming::value)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, count).mapToObj(i -> "v" + i).toList());
  }
}
