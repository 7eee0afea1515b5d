package io.barnabas.coordinator.group.assignor;

import static io.barnabas.coordinator.group.assignor.AssignmentChecks.assertComplete;
import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.coordinator.group.TopicCatalog;
import io.barnabas.coordinator.group.TopicCatalog.Topic;
import io.barnabas.protocol.primitive.Uuid;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RangeAssignorTest {
  private static final Uuid FIRST = new Uuid(1, 1);
  private static final Uuid SECOND = new Uuid(1, 2);
  private static final TopicCatalog CATALOG =
      TopicCatalog.of(
          1,
          List.of(
              new Topic.WithoutRacks(FIRST, "first", 5),
              new Topic.WithoutRacks(SECOND, "second", 5)));

  private final RangeAssignor assignor = new RangeAssignor();

  private static MemberSpec member(@Nullable String instanceId, Uuid... topics) {
    SortedSet<Uuid> subscribed = new TreeSet<>(List.of(topics));
    return new MemberSpec(instanceId, null, subscribed, Assignment.EMPTY);
  }

  private static Assignment both(Integer... partitions) {
    SortedSet<Integer> numbers = new TreeSet<>(List.of(partitions));
    return Assignment.of(Map.of(FIRST, numbers, SECOND, numbers));
  }

  @Test
  void theSameNumbersOfCoPartitionedTopicsComeTogether() {
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    members.put("a", member(null, FIRST, SECOND));
    members.put("b", member(null, FIRST, SECOND));
    GroupAssignment result = assignor.assign(new GroupSpec(members, true), CATALOG);
    assertThat(result.members()).isEqualTo(Map.of("a", both(0, 1, 2), "b", both(3, 4)));
  }

  @Test
  void aStaticMemberGetsTheSameUnderAnotherMemberId() {
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    members.put("a", member(null, FIRST, SECOND));
    members.put("b", member("second instance", FIRST, SECOND));
    members.put("z", member("first instance", FIRST, SECOND));
    GroupAssignment before = assignor.assign(new GroupSpec(members, true), CATALOG);
    assertThat(before.of("z")).isEqualTo(both(0, 1));
    assertThat(before.of("b")).isEqualTo(both(2, 3));
    members.put("0", members.remove("z"));
    GroupAssignment after = assignor.assign(new GroupSpec(members, true), CATALOG);
    assertThat(after.of("0")).isEqualTo(before.of("z"));
    assertThat(after.of("b")).isEqualTo(before.of("b"));
  }

  @Test
  void moreMembersThanPartitionsLeaveTheLastOnesWithout() {
    SortedMap<String, MemberSpec> members = new TreeMap<>();
    for (int i = 0; i < 7; i++) {
      members.put("m" + i, member(null, FIRST));
    }
    GroupAssignment result = assignor.assign(new GroupSpec(members, true), CATALOG);
    assertThat(result.of("m4").partitions(FIRST)).containsExactly(4);
    assertThat(result.of("m5").isEmpty()).isTrue();
    assertThat(result.of("m6").isEmpty()).isTrue();
  }

  @Property(tries = 300)
  void everySubscriberOfATopicGetsANeighbouringRangeOfEqualLength(
      @ForAll long seed, @ForAll boolean homogeneous) {
    EvolvingGroup group = new EvolvingGroup(seed, homogeneous);
    for (int i = 0; i < 10; i++) {
      GroupSpec spec = group.spec();
      GroupAssignment result = assignor.assign(spec, group.catalog());
      assertComplete(spec, group.catalog(), result);
      group.catalog().all().forEach(topic -> assertRanges(spec, topic, result));
      group.accept(result);
      group.change();
    }
  }

  private static void assertRanges(GroupSpec spec, Topic topic, GroupAssignment result) {
    List<String> subscribers =
        spec.members().keySet().stream()
            .filter(id -> spec.members().get(id).subscribedTopicIds().contains(topic.id()))
            .toList();
    for (String id : subscribers) {
      SortedSet<Integer> range = new TreeSet<>(result.of(id).partitions(topic.id()));
      int least = topic.partitionCount() / subscribers.size();
      assertThat(range.size()).isBetween(least, least + 1);
      if (!range.isEmpty()) {
        assertThat(range.last() - range.first()).isEqualTo(range.size() - 1);
      }
    }
  }
}
