package io.barnabas.conformance.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.OfficialGroups;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** Members with a {@code group.instance.id} (KIP-345). */
@ExtendWith(SharedBroker.class)
class StaticMemberTest {
  private static final int PARTITIONS = 4;

  @ForAssignors(
      since = Release.V2_8,
      of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void whoComesBackHasWhatItHadAndNobodyElseIsDisturbed(
      Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "static", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member stays = member(clients, assignor, group, topic, "stays")) {
      Set<String> before;
      try (Member goes = member(clients, assignor, group, topic, "goes")) {
        stays.awaitAssignmentOf(PARTITIONS / 2);
        goes.awaitAssignmentOf(PARTITIONS / 2);
        before = goes.assignment();
      }
      try (Member back = member(clients, assignor, group, topic, "goes")) {
        back.awaitAssignment(before);
        assertThat(stays.assignment()).hasSize(PARTITIONS / 2);
        assertThat(stays.assignment()).doesNotContainAnyElementsOf(before);
      }
    }
  }

  @ForAssignors(since = Release.V2_8, of = Assignor.RANGE)
  void theSecondOfTheSameInstanceFencesTheFirst(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "fenced", 1, Map.of());
    String group = Topics.name("group");

    try (Member first = member(clients, assignor, group, topic, "same")) {
      first.awaitAssignmentOf(1);
      try (Member second = member(clients, assignor, group, topic, "same")) {
        second.awaitAssignmentOf(1);
        first.awaitFailure("FencedInstanceIdException");
      }
    }
  }

  /** In the protocol of KIP-848 it is the newcomer who is refused. */
  @ForAssignors(since = Release.V3_9, of = Assignor.SERVER_UNIFORM)
  void theSecondOfTheSameInstanceIsRefused(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "unreleased", 1, Map.of());
    String group = Topics.name("group");

    try (Member first = member(clients, assignor, group, topic, "same")) {
      first.awaitAssignmentOf(1);
      try (Member second = member(clients, assignor, group, topic, "same")) {
        second.awaitFailure("UnreleasedInstanceIdException");
        first.awaitAssignmentOf(1);
      }
    }
  }

  @ForAssignors(since = Release.V2_8, of = Assignor.RANGE)
  void anAdministratorRemovesAnInstance(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "removed", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member stays = member(clients, assignor, group, topic, "stays");
        OfficialGroups groups = clients.groups()) {
      try (Member goes = member(clients, assignor, group, topic, "goes")) {
        goes.awaitAssignmentOf(PARTITIONS / 2);
      }
      groups.removeInstance(group, "goes");
      stays.awaitAssignment(GroupTopics.partitions(topic, PARTITIONS));
    }
  }

  private static Member member(
      Clients clients, Assignor assignor, String group, String topic, String instance) {
    return Member.of(clients, group, topic, assignor.settings("group.instance.id", instance));
  }
}
