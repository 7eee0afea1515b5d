package io.barnabas.client.group.assignor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import io.barnabas.client.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.internals.AbstractPartitionAssignor;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class AssignorTest {
  private static final int MAX_ROUNDS = 4;

  private static final int GENERATION = 4;

  /** A group: how many partitions topics have, and who wants which. */
  record Situation(Map<String, Integer> counts, List<MemberSubscription> members) {
    Situation after(Map<String, List<TopicPartition>> assignment) {
      return new Situation(
          counts,
          members.stream()
              .map(member -> with(member, assignment.getOrDefault(member.memberId(), List.of())))
              .toList());
    }

    Situation without(int member) {
      List<MemberSubscription> rest = new ArrayList<>(members);
      rest.remove(member);
      return new Situation(counts, rest);
    }
  }

  private static MemberSubscription with(MemberSubscription member, List<TopicPartition> owned) {
    return new MemberSubscription(
        member.memberId(), member.instanceId(), member.topics(), owned, GENERATION);
  }

  @Provide
  Arbitrary<Situation> situations() {
    Arbitrary<Map<String, Integer>> counts =
        Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), Arbitraries.integers().between(1, 7));
    Arbitrary<List<Set<String>>> wishes =
        Arbitraries.of("a", "b", "c", "d", "gone").set().list().ofMinSize(1).ofMaxSize(6);
    return Combinators.combine(counts, wishes).as(AssignorTest::situation);
  }

  @Provide
  Arbitrary<Situation> uniformSituations() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 30), Arbitraries.integers().between(1, 7))
        .as(
            (partitions, members) ->
                situation(
                    Map.of("a", partitions),
                    IntStream.range(0, members).mapToObj(_ -> Set.of("a")).toList()));
  }

  private static Situation situation(Map<String, Integer> counts, List<Set<String>> wishes) {
    List<MemberSubscription> members = new ArrayList<>();
    for (Set<String> wish : wishes) {
      int index = members.size();
      String instance = index % 3 == 2 ? "instance-" + (9 - index) : null;
      members.add(new MemberSubscription("m" + index, instance, wish, List.of(), -1));
    }
    return new Situation(new TreeMap<>(counts), members);
  }

  @Property
  void every_wanted_partition_has_one_owner_who_wants_it(
      @ForAll("situations") Situation group, @ForAll Assignor assignor) {
    Map<String, List<TopicPartition>> assignment = assignor.assign(group.counts, group.members);
    assertThat(assignment.keySet())
        .containsExactlyInAnyOrderElementsOf(
            group.members.stream().map(MemberSubscription::memberId).toList());
    for (MemberSubscription member : group.members) {
      assertThat(assignment.get(member.memberId()))
          .allMatch(partition -> member.topics().contains(partition.topic()));
    }
    assertThat(flat(assignment.values())).containsExactlyInAnyOrderElementsOf(wanted(group));
  }

  private static List<TopicPartition> flat(Collection<List<TopicPartition>> lists) {
    return lists.stream().flatMap(List::stream).toList();
  }

  private static List<TopicPartition> wanted(Situation group) {
    List<TopicPartition> wanted = new ArrayList<>();
    group.counts.forEach(
        (topic, count) -> {
          if (group.members.stream().anyMatch(member -> member.topics().contains(topic))) {
            IntStream.range(0, count).forEach(i -> wanted.add(new TopicPartition(topic, i)));
          }
        });
    return wanted;
  }

  @Property
  void range_is_that_of_the_official_client(@ForAll("situations") Situation group) {
    assertSameAs(new RangeAssignor(), Assignor.RANGE, group);
  }

  @Property
  void round_robin_is_that_of_the_official_client(@ForAll("situations") Situation group) {
    assertSameAs(new RoundRobinAssignor(), Assignor.ROUND_ROBIN, group);
  }

  private static void assertSameAs(
      AbstractPartitionAssignor official, Assignor ours, Situation group) {
    Map<String, List<PartitionInfo>> partitions = new HashMap<>();
    group.counts.forEach(
        (topic, count) ->
            partitions.put(
                topic,
                IntStream.range(0, count)
                    .mapToObj(i -> new PartitionInfo(topic, i, null, null, null))
                    .toList()));
    Map<String, Subscription> subscriptions = new HashMap<>();
    for (MemberSubscription member : group.members) {
      Subscription subscription = new Subscription(List.copyOf(member.topics()));
      subscription.setGroupInstanceId(Optional.ofNullable(member.instanceId()));
      subscriptions.put(member.memberId(), subscription);
    }
    Map<String, List<TopicPartition>> expected = new HashMap<>();
    official
        .assignPartitions(partitions, subscriptions)
        .forEach(
            (member, assigned) ->
                expected.put(
                    member,
                    assigned.stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .toList()));
    assertThat(sets(ours.assign(group.counts, group.members))).isEqualTo(sets(expected));
  }

  private static Map<String, Set<TopicPartition>> sets(Map<String, List<TopicPartition>> lists) {
    Map<String, Set<TopicPartition>> sets = new HashMap<>();
    lists.forEach((member, partitions) -> sets.put(member, new HashSet<>(partitions)));
    return sets;
  }

  @Property
  void sticky_shares_of_equals_differ_by_one_at_most(@ForAll("uniformSituations") Situation group) {
    List<Integer> sizes =
        Assignor.STICKY.assign(group.counts, group.members).values().stream()
            .map(List::size)
            .sorted()
            .toList();
    assertThat(sizes.getLast() - sizes.getFirst()).isLessThanOrEqualTo(1);
  }

  /** No member could pass a partition to one with two fewer. */
  @Property
  void sticky_shares_are_even_among_those_who_want_the_same(@ForAll("situations") Situation group) {
    Map<String, List<TopicPartition>> shares = Assignor.STICKY.assign(group.counts, group.members);
    for (MemberSubscription giver : group.members) {
      for (MemberSubscription taker : group.members) {
        boolean couldGive =
            shares.get(giver.memberId()).stream()
                .anyMatch(partition -> taker.topics().contains(partition.topic()));
        int difference = shares.get(giver.memberId()).size() - shares.get(taker.memberId()).size();
        assertThat(couldGive && difference >= 2).isFalse();
      }
    }
  }

  @Property
  void when_nothing_changes_nothing_moves(@ForAll("situations") Situation group) {
    Map<String, List<TopicPartition>> first = Assignor.STICKY.assign(group.counts, group.members);
    Situation after = group.after(first);
    assertThat(sets(Assignor.STICKY.assign(after.counts, after.members))).isEqualTo(sets(first));
  }

  @Property
  void when_an_equal_leaves_the_others_lose_nothing(@ForAll("uniformSituations") Situation group) {
    Map<String, List<TopicPartition>> before = Assignor.STICKY.assign(group.counts, group.members);
    Situation rest = group.after(before).without(0);
    if (!rest.members.isEmpty()) {
      Map<String, List<TopicPartition>> after = Assignor.STICKY.assign(rest.counts, rest.members);
      after.forEach((member, share) -> assertThat(share).containsAll(before.get(member)));
    }
  }

  @Property
  void cooperation_never_gives_away_what_another_still_has(
      @ForAll("situations") Situation group, @ForAll("situations") Situation later) {
    Map<String, List<TopicPartition>> before = Assignor.STICKY.assign(group.counts, group.members);
    Situation now = new Situation(later.counts, later.members).after(before);
    for (MemberSubscription holder : now.members) {
      cooperate(now)
          .forEach(
              (member, share) -> {
                if (!member.equals(holder.memberId())) {
                  assertThat(Collections.disjoint(share, holder.owned())).isTrue();
                }
              });
    }
  }

  /** One round gives up what is to move, the next gives it out; unlike wishes may take another. */
  @Property
  void cooperation_ends_with_everything_given_out(
      @ForAll("situations") Situation group, @ForAll("situations") Situation later) {
    Map<String, List<TopicPartition>> before = Assignor.STICKY.assign(group.counts, group.members);
    Situation now = new Situation(later.counts, later.members).after(before);
    for (int round = 1; round < MAX_ROUNDS; round++) {
      now = now.after(cooperate(now));
    }
    assertThat(flat(cooperate(now).values())).containsExactlyInAnyOrderElementsOf(wanted(now));
  }

  @Property
  void cooperation_of_equals_ends_with_the_second_round(
      @ForAll("uniformSituations") Situation group, @ForAll("uniformSituations") Situation later) {
    Map<String, List<TopicPartition>> before = Assignor.STICKY.assign(group.counts, group.members);
    Situation now = new Situation(later.counts, later.members).after(before);
    Situation next = now.after(cooperate(now));
    assertThat(flat(cooperate(next).values())).containsExactlyInAnyOrderElementsOf(wanted(next));
  }

  private static Map<String, List<TopicPartition>> cooperate(Situation group) {
    return Assignor.COOPERATIVE_STICKY.assign(group.counts, group.members);
  }

  @Test
  void what_an_older_generation_had_does_not_count() {
    TopicPartition partition = new TopicPartition("a", 0);
    Set<String> topics = Set.of("a");
    List<MemberSubscription> members =
        List.of(
            new MemberSubscription("m0", null, topics, List.of(partition), 2),
            new MemberSubscription("m1", null, topics, List.of(partition), 3));
    assertThat(Assignor.STICKY.assign(Map.of("a", 1), members).get("m1"))
        .containsExactly(partition);
  }

  @Test
  void names_are_kafkas() {
    assertThat(
            Assignor.parseList(
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor, roundrobin"))
        .containsExactly(Assignor.COOPERATIVE_STICKY, Assignor.ROUND_ROBIN);
    assertThatThrownBy(() -> Assignor.parseList("mine"))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("partition.assignment.strategy");
  }
}
