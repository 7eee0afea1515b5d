package io.barnabas.coordinator.group.assignor;

import static io.barnabas.coordinator.group.assignor.AssignmentChecks.inequality;
import static io.barnabas.coordinator.group.assignor.AssignmentChecks.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.protocol.primitive.Uuid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;
import org.apache.kafka.coordinator.group.api.assignor.SubscriptionType;
import org.apache.kafka.coordinator.group.modern.GroupSpecImpl;
import org.apache.kafka.coordinator.group.modern.MemberSubscriptionAndAssignmentImpl;
import org.junit.jupiter.api.Test;

/** Kafka's own assignors on the same groups. */
class KafkaAssignorComparisonTest {
  private record CatalogDescriber(TopicCatalog catalog) implements SubscribedTopicDescriber {
    @Override
    public int numPartitions(org.apache.kafka.common.Uuid id) {
      TopicCatalog.Topic topic = catalog.find(ours(id));
      return topic == null ? -1 : topic.partitionCount();
    }

    @Override
    public Set<String> racksForPartition(org.apache.kafka.common.Uuid id, int partition) {
      return Set.of();
    }
  }

  private static Uuid ours(org.apache.kafka.common.Uuid id) {
    return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  private static org.apache.kafka.common.Uuid theirs(Uuid id) {
    return new org.apache.kafka.common.Uuid(id.mostSignificantBits(), id.leastSignificantBits());
  }

  private static GroupAssignment kafkas(
      ConsumerGroupPartitionAssignor assignor, GroupSpec spec, TopicCatalog catalog) {
    Map<String, MemberSubscriptionAndAssignmentImpl> members = new HashMap<>();
    Map<org.apache.kafka.common.Uuid, Map<Integer, String>> inverted = new HashMap<>();
    spec.members()
        .forEach(
            (id, member) -> {
              members.put(id, kafkasMember(member));
              member
                  .current()
                  .topics()
                  .forEach(
                      (topic, numbers) ->
                          numbers.forEach(
                              n ->
                                  inverted
                                      .computeIfAbsent(theirs(topic), t -> new HashMap<>())
                                      .put(n, id)));
            });
    SubscriptionType type =
        spec.homogeneous() ? SubscriptionType.HOMOGENEOUS : SubscriptionType.HETEROGENEOUS;
    Map<String, Assignment> result = new HashMap<>();
    assignor
        .assign(new GroupSpecImpl(members, type, inverted), new CatalogDescriber(catalog))
        .members()
        .forEach((id, assignment) -> result.put(id, oursOf(assignment.partitions())));
    return new GroupAssignment(result);
  }

  private static MemberSubscriptionAndAssignmentImpl kafkasMember(MemberSpec member) {
    Map<org.apache.kafka.common.Uuid, Set<Integer>> current = new HashMap<>();
    member
        .current()
        .topics()
        .forEach((id, numbers) -> current.put(theirs(id), new HashSet<>(numbers)));
    return new MemberSubscriptionAndAssignmentImpl(
        Optional.empty(),
        Optional.ofNullable(member.instanceId()),
        member.subscribedTopicIds().stream()
            .map(KafkaAssignorComparisonTest::theirs)
            .collect(Collectors.toSet()),
        new org.apache.kafka.coordinator.group.modern.Assignment(current));
  }

  private static Assignment oursOf(Map<org.apache.kafka.common.Uuid, Set<Integer>> partitions) {
    Assignment.Builder builder = Assignment.builder();
    partitions.forEach((id, numbers) -> numbers.forEach(n -> builder.add(ours(id), n)));
    return builder.build();
  }

  @Property(tries = 200)
  void rangesAreKafkas(@ForAll long seed, @ForAll boolean homogeneous) {
    var kafkas = new org.apache.kafka.coordinator.group.assignor.RangeAssignor();
    EvolvingGroup group = new EvolvingGroup(seed, homogeneous);
    for (int i = 0; i < 8; i++) {
      GroupAssignment ours = new RangeAssignor().assign(group.spec(), group.catalog());
      GroupAssignment theirs = kafkas(kafkas, group.spec(), group.catalog());
      group.members().keySet().forEach(id -> assertThat(ours.of(id)).isEqualTo(theirs.of(id)));
      group.accept(ours);
      group.change();
    }
  }

  @Property(tries = 200)
  void uniformSharesAreAsEqualAsKafkasAndAsFewPartitionsMove(@ForAll long seed) {
    var kafkas = new org.apache.kafka.coordinator.group.assignor.UniformAssignor();
    EvolvingGroup group = new EvolvingGroup(seed, true);
    for (int i = 0; i < 8; i++) {
      GroupSpec spec = group.spec();
      GroupAssignment ours = new UniformAssignor().assign(spec, group.catalog());
      GroupAssignment theirs = kafkas(kafkas, spec, group.catalog());
      assertThat(inequality(spec, ours)).isEqualTo(inequality(spec, theirs));
      assertThat(moved(spec, ours)).isLessThanOrEqualTo(moved(spec, theirs));
      group.accept(ours);
      group.change();
    }
  }

  @Property(tries = 200)
  void sharesOfUnlikeSubscriptionsAreAtLeastAsEqualAsKafkas(@ForAll long seed) {
    var kafkas = new org.apache.kafka.coordinator.group.assignor.UniformAssignor();
    EvolvingGroup group = new EvolvingGroup(seed, false);
    for (int i = 0; i < 8; i++) {
      GroupSpec spec = group.spec();
      GroupAssignment ours = new UniformAssignor().assign(spec, group.catalog());
      GroupAssignment theirs = kafkas(kafkas, spec, group.catalog());
      assertThat(inequality(spec, ours)).isLessThanOrEqualTo(inequality(spec, theirs));
      group.accept(ours);
      group.change();
    }
  }

  @Test
  void whereKafkasSharesAreAsEqualNoMorePartitionsMoveThanWithKafka() {
    var kafkas = new org.apache.kafka.coordinator.group.assignor.UniformAssignor();
    long oursMoved = 0;
    long theirsMoved = 0;
    for (int seed = 0; seed < 500; seed++) {
      EvolvingGroup group = new EvolvingGroup(seed, false);
      for (int i = 0; i < 8; i++) {
        GroupSpec spec = group.spec();
        GroupAssignment ours = new UniformAssignor().assign(spec, group.catalog());
        GroupAssignment theirs = kafkas(kafkas, spec, group.catalog());
        if (inequality(spec, ours) == inequality(spec, theirs)) {
          oursMoved += moved(spec, ours);
          theirsMoved += moved(spec, theirs);
        }
        group.accept(ours);
        group.change();
      }
    }
    assertThat(oursMoved).isLessThanOrEqualTo(theirsMoved);
  }
}
