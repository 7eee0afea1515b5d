package io.barnabas.conformance.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.ForReleases;
import io.barnabas.conformance.client.GroupView;
import io.barnabas.conformance.client.OfficialGroups;
import io.barnabas.conformance.client.RefusedException;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class GroupAdminTest {
  private static final int PARTITIONS = 4;

  @ForAssignors(since = Release.V2_8)
  void aGroupIsDescribedWithItsMembers(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "described", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member first = Member.of(clients, group, topic, settings(assignor, "a"));
        Member second = Member.of(clients, group, topic, settings(assignor, "b"));
        OfficialGroups groups = clients.groups()) {
      first.awaitAssignmentOf(PARTITIONS / 2);
      second.awaitAssignmentOf(PARTITIONS / 2);
      Eventually.holds(
          () -> groups.describe(group).state().equals("Stable"), () -> groups.describe(group));

      GroupView view = groups.describe(group);
      assertThat(view.assignor()).isEqualTo(assignor.described());
      assertThat(view.members()).extracting(GroupView.Member::clientId).containsExactly("a", "b");
      assertThat(view.members()).extracting(GroupView.Member::host).containsOnly("/127.0.0.1");
      assertThat(view.members())
          .extracting(GroupView.Member::partitions)
          .containsExactly(first.assignment(), second.assignment());
      if (release.isAtLeast(Release.V3_9)) {
        assertThat(view.type()).isEqualTo(assignor.isOnServer() ? "Consumer" : "Classic");
      }
      assertThat(groups.ids()).contains(group);
    }
  }

  @ForAssignors(
      since = Release.V4_4,
      of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void groupsAreListedByStateAndType(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "listed", PARTITIONS, Map.of());
    String group = Topics.name("group");
    String type = assignor.isOnServer() ? "Consumer" : "Classic";
    String other = assignor.isOnServer() ? "Classic" : "Consumer";

    try (OfficialGroups groups = clients.groups()) {
      try (Member member = Member.of(clients, assignor, group, topic)) {
        member.awaitAssignmentOf(PARTITIONS);
        Eventually.holds(
            () -> groups.ids(Set.of("Stable"), Set.of(type)).contains(group),
            () -> groups.describe(group));
        assertThat(groups.ids(Set.of("Empty"), Set.of())).doesNotContain(group);
        assertThat(groups.ids(Set.of(), Set.of(other))).doesNotContain(group);
      }
      Eventually.holds(
          () -> groups.ids(Set.of("Empty"), Set.of()).contains(group),
          () -> groups.describe(group));
      assertThat(groups.ids(Set.of("Stable"), Set.of())).doesNotContain(group);
    }
  }

  @ForAssignors(
      since = Release.V2_8,
      of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void aGroupIsDeletedOnceItIsEmpty(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "deleted", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (OfficialGroups groups = clients.groups()) {
      try (Member member = Member.of(clients, assignor, group, topic)) {
        member.awaitAssignmentOf(PARTITIONS);
        member.tell(consumer -> consumer.commit(topic, Map.of(0, Committed.at(1))));
        assertThat(refusal(() -> groups.delete(group))).isEqualTo("GroupNotEmptyException");
      }
      groups.delete(group);
      assertThat(groups.ids()).doesNotContain(group);
      assertThat(groups.offsets(group)).isEmpty();
      assertThat(refusal(() -> groups.delete(group))).isEqualTo("GroupIdNotFoundException");
    }
  }

  @ForAssignors(
      since = Release.V2_8,
      of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void offsetsAreAlteredAndDeletedWhereNobodyReads(
      Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "altered", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (OfficialGroups groups = clients.groups()) {
      groups.alterOffsets(group, topic, Map.of(0, 5L, 1, 6L, 2, 7L));
      groups.deleteOffsets(group, topic, 1);
      assertThat(groups.offsets(group))
          .isEqualTo(Map.of(topic + "-0", Committed.at(5), topic + "-2", Committed.at(7)));
      try (Member member = Member.of(clients, assignor, group, topic)) {
        member.awaitAssignmentOf(PARTITIONS);
        assertThat(refusal(() -> groups.deleteOffsets(group, topic, 0)))
            .isEqualTo("GroupSubscribedToTopicException");
        assertThat(refusal(() -> groups.alterOffsets(group, topic, Map.of(0, 1L))))
            .isEqualTo("UnknownMemberIdException");
      }
      assertThat(groups.offsets(group)).hasSize(2);
    }
  }

  @ForReleases(since = Release.V2_8)
  void aGroupThatIsNotThereIsDead(Release release, Broker broker) {
    String group = Topics.name("nobody");

    try (OfficialGroups groups = new Clients(broker, release).groups()) {
      assertThat(groups.offsets(group)).isEmpty();
      assertThat(refusal(() -> groups.delete(group))).isEqualTo("GroupIdNotFoundException");
      if (release.isAtLeast(Release.V4_4)) {
        assertThat(refusal(() -> groups.describe(group))).isEqualTo("GroupIdNotFoundException");
      } else {
        assertThat(groups.describe(group).state()).isEqualTo("Dead");
      }
    }
  }

  private static String[] settings(Assignor assignor, String clientId) {
    return assignor.settings("client.id", clientId);
  }

  private static String refusal(ThrowingCallable call) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, call);
    return refused == null ? "none" : refused.error();
  }
}
