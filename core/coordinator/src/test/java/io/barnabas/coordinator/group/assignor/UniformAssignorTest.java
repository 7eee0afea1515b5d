package io.barnabas.coordinator.group.assignor;

import static io.barnabas.coordinator.group.assignor.AssignmentChecks.assertComplete;
import static io.barnabas.coordinator.group.assignor.AssignmentChecks.couldBeMoreEqual;
import static io.barnabas.coordinator.group.assignor.AssignmentChecks.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UniformAssignorTest {
  private static final Uuid FIRST = new Uuid(1, 1);
  private static final Uuid SECOND = new Uuid(1, 2);

  private final UniformAssignor assignor = new UniformAssignor();

  private static TopicCatalog catalog(int firstCount, int secondCount) {
    return TopicCatalog.of(
        1,
        List.of(
            new Topic.WithoutRacks(FIRST, "first", firstCount),
            new Topic.WithoutRacks(SECOND, "second", secondCount)));
  }

  private static MemberSpec member(Assignment current, Uuid... topics) {
    SortedSet<Uuid> subscribed = new TreeSet<>(List.of(topics));
    return new MemberSpec(null, null, subscribed, current);
  }

  private static Assignment owned(Uuid topic, Integer... partitions) {
    return Assignment.of(Map.of(topic, new TreeSet<>(List.of(partitions))));
  }

  @Test
  void aGroupOfNobodyGetsNothing() {
    assertThat(assignor.assign(new GroupSpec(new TreeMap<>(), true), catalog(3, 3)).members())
        .isEmpty();
  }

  @Test
  void aTopicThatIsGoneIsNotAssigned() {
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    members.put("a", member(owned(SECOND, 0, 1), FIRST, SECOND));
    TopicCatalog onlyFirst = TopicCatalog.of(1, List.of(new Topic.WithoutRacks(FIRST, "first", 2)));
    assertThat(assignor.assign(new GroupSpec(members, true), onlyFirst).of("a"))
        .isEqualTo(owned(FIRST, 0, 1));
  }

  @Test
  void whoseShareStaysTheSameKeepsItsAssignmentObject() {
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    Assignment current = owned(FIRST, 0, 2);
    members.put("a", member(current, FIRST));
    members.put("b", member(Assignment.EMPTY, FIRST));
    GroupAssignment result = assignor.assign(new GroupSpec(members, true), catalog(4, 1));
    assertThat(result.of("a")).isSameAs(current);
    assertThat(result.of("b")).isEqualTo(owned(FIRST, 1, 3));
  }

  @Test
  void aNewcomerGetsPartOfEachTopic() {
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    Assignment all =
        Assignment.of(
            Map.of(
                FIRST, new TreeSet<>(List.of(0, 1, 2, 3)),
                SECOND, new TreeSet<>(List.of(0, 1, 2, 3))));
    members.put("a", member(all, FIRST, SECOND));
    members.put("b", member(Assignment.EMPTY, FIRST, SECOND));
    Assignment newcomer = assignor.assign(new GroupSpec(members, true), catalog(4, 4)).of("b");
    assertThat(newcomer.partitions(FIRST)).hasSize(2);
    assertThat(newcomer.partitions(SECOND)).hasSize(2);
  }

  @Test
  void aPartitionIsPassedOnThroughAMemberThatSubscribesToBothTopics() {
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    members.put("a", member(owned(FIRST, 0, 1, 2), FIRST));
    members.put("b", member(owned(SECOND, 0, 1), FIRST, SECOND));
    members.put("c", member(Assignment.EMPTY, SECOND));
    GroupSpec spec = new GroupSpec(members, false);
    GroupAssignment result = assignor.assign(spec, catalog(3, 2));
    assertComplete(spec, catalog(3, 2), result);
    assertThat(couldBeMoreEqual(spec, result)).isFalse();
    assertThat(result.of("c").size()).isEqualTo(1);
  }

  @Property(tries = 300)
  void equalSubscriptionsGetEqualSharesAndNothingMovesWithoutNeed(@ForAll long seed) {
    EvolvingGroup group = new EvolvingGroup(seed, true);
    for (int i = 0; i < 10; i++) {
      GroupSpec spec = group.spec();
      GroupAssignment result = assignor.assign(spec, group.catalog());
      assertComplete(spec, group.catalog(), result);
      IntSummaryStatistics sizes = sizes(spec, result);
      assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
      assertThat(assignor.assign(spec, group.catalog())).isEqualTo(result);
      group.accept(result);
      assertThat(assignor.assign(group.spec(), group.catalog())).isEqualTo(result);
      group.change();
    }
  }

  @Property(tries = 300)
  void aNewcomerMovesOnlyItsOwnShare(@ForAll long seed) {
    EvolvingGroup group = new EvolvingGroup(seed, true);
    group.accept(assignor.assign(group.spec(), group.catalog()));
    String newcomer = group.join();
    GroupAssignment after = assignor.assign(group.spec(), group.catalog());
    assertThat(moved(group.spec(), after)).isEqualTo(after.of(newcomer).size());
  }

  @Property(tries = 300)
  void whatALeaverLeavesIsAllThatIsHandedOut(@ForAll long seed) {
    EvolvingGroup group = new EvolvingGroup(seed, true);
    group.accept(assignor.assign(group.spec(), group.catalog()));
    group.leave();
    GroupAssignment after = assignor.assign(group.spec(), group.catalog());
    assertThat(moved(group.spec(), after)).isZero();
  }

  @Property(tries = 300)
  void unlikeSubscriptionsGetSharesThatCouldNotBeMoreEqual(@ForAll long seed) {
    EvolvingGroup group = new EvolvingGroup(seed, false);
    for (int i = 0; i < 10; i++) {
      GroupSpec spec = group.spec();
      GroupAssignment result = assignor.assign(spec, group.catalog());
      assertComplete(spec, group.catalog(), result);
      assertThat(couldBeMoreEqual(spec, result)).isFalse();
      group.accept(result);
      assertThat(assignor.assign(group.spec(), group.catalog())).isEqualTo(result);
      group.change();
    }
  }

  private static IntSummaryStatistics sizes(GroupSpec spec, GroupAssignment assignment) {
    return spec.members().keySet().stream()
        .mapToInt(id -> assignment.of(id).size())
        .summaryStatistics();
  }
}
