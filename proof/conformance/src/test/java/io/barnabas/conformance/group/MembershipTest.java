package io.barnabas.conformance.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.OfficialAdmin;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.RefusedException;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class MembershipTest {
  private static final int PARTITIONS = 4;

  @ForAssignors(of = {Assignor.RANGE, Assignor.COOPERATIVE_STICKY, Assignor.SERVER_UNIFORM})
  void whoDoesNotPollForTooLongLosesItsPartitionsUntilItDoes(
      Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "slow", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member quick = Member.of(clients, assignor, group, topic);
        Member slow =
            Member.of(clients, group, topic, assignor.settings("max.poll.interval.ms", "1000"))) {
      quick.awaitAssignmentOf(PARTITIONS / 2);
      slow.awaitAssignmentOf(PARTITIONS / 2);
      slow.stopPolling();
      quick.awaitAssignment(GroupTopics.partitions(topic, PARTITIONS));
      if (!assignor.isOnServer()) {
        // The newer client has given its partitions up by itself, and has nothing left to commit.
        assertThat(
                catchThrowableOfType(
                        RefusedException.class, () -> slow.tell(OfficialConsumer::commit))
                    .error())
            .isIn("CommitFailedException", "RebalanceInProgressException");
      }
      slow.goOnPolling();
      quick.awaitAssignmentOf(PARTITIONS / 2);
      slow.awaitAssignmentOf(PARTITIONS / 2);
    }
  }

  @ForAssignors(
      since = Release.V1_0,
      of = {Assignor.RANGE, Assignor.COOPERATIVE_STICKY, Assignor.SERVER_UNIFORM})
  void partitionsThatAreAddedAreShared(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = Topics.create(broker, "grows", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member first = Member.of(clients, assignor, group, topic);
        Member second = Member.of(clients, assignor, group, topic);
        OfficialAdmin admin = Clients.newest(broker).admin()) {
      first.awaitAssignmentOf(PARTITIONS / 2);
      second.awaitAssignmentOf(PARTITIONS / 2);
      admin.growTopic(topic, 2 * PARTITIONS);
      Member.awaitShares(first, second, PARTITIONS);
    }
  }

  @ForAssignors(of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void aPatternFindsTopicsThatComeLater(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String prefix = Topics.name("pattern");
    String one = Topics.create(broker, prefix + "-a", 2, Map.of());

    try (Member member =
        Member.join(
            clients.member(Topics.name("group"), assignor.settings("metadata.max.age.ms", "300")),
            consumer -> consumer.subscribeMatching(prefix + "-a.*"))) {
      member.awaitAssignment(GroupTopics.partitions(one, 2));
      Topics.create(broker, prefix + "-b", 1, Map.of());
      String other = Topics.create(broker, prefix + "-a", 1, Map.of());
      Set<String> both = new HashSet<>(GroupTopics.partitions(one, 2));
      both.addAll(GroupTopics.partitions(other, 1));
      member.awaitAssignment(both);
    }
  }

  @ForAssignors(
      since = Release.V4_4,
      of = {Assignor.SERVER_UNIFORM, Assignor.SERVER_RANGE})
  void aPatternMayBeLeftToTheBroker(Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String prefix = Topics.name("on-broker");
    String one = Topics.create(broker, prefix + "-a", 2, Map.of());

    try (Member member =
        Member.join(
            clients.member(Topics.name("group"), assignor.settings()),
            consumer -> consumer.subscribeMatchingOnBroker(prefix + "-a.*"))) {
      member.awaitAssignment(GroupTopics.partitions(one, 2));
      member.tell(consumer -> consumer.subscribeMatchingOnBroker(prefix + "-b.*"));
      member.awaitAssignmentOf(0);
    }
    try (Member bad =
        Member.join(
            clients.member(Topics.name("group"), assignor.settings()),
            consumer -> consumer.subscribeMatchingOnBroker("*"))) {
      bad.awaitFailure("InvalidRegularExpression");
    }
  }
}
