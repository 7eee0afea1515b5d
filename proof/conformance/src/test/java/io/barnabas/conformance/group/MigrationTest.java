package io.barnabas.conformance.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.OfficialGroups;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group goes from the classic protocol to that of KIP-848 and back, member by member. */
@ExtendWith(SharedBroker.class)
class MigrationTest {
  private static final int PARTITIONS = 6;
  private static final int RECORDS = 30;

  @ParameterizedTest
  @EnumSource(names = {"RANGE", "STICKY", "COOPERATIVE_STICKY"})
  void aGroupIsRolledToTheNewProtocolAndBack(Assignor classic, Broker broker) {
    Clients clients = Clients.newest(broker);
    String topic = Topics.create(broker, "migrated", PARTITIONS, Map.of());
    GroupTopics.write(broker, topic, PARTITIONS, 0, RECORDS);
    String group = Topics.name("group");

    try (OfficialGroups groups = clients.groups();
        Rolling rolling = new Rolling(clients, group, topic)) {
      rolling.start(classic);
      rolling.awaitReadOfAll();
      assertThat(groups.describe(group).type()).isEqualTo("Classic");
      rolling.replace(0, Assignor.SERVER_UNIFORM);
      assertThat(groups.describe(group).type()).isEqualTo("Consumer");
      rolling.replace(1, Assignor.SERVER_UNIFORM);
      assertThat(groups.describe(group).type()).isEqualTo("Consumer");
      rolling.replace(0, classic);
      rolling.replace(1, classic);
      Eventually.holds(
          () -> groups.describe(group).type().equals("Classic"), () -> groups.describe(group));
      assertThat(groups.offsets(group))
          .as("what members committed before they left")
          .containsOnlyKeys(GroupTopics.partitions(topic, PARTITIONS))
          .containsValue(Committed.at(RECORDS / PARTITIONS));
    }
  }

  /** An old member and a new one in one group share and commit. */
  @ParameterizedTest
  @EnumSource(names = {"V0_11", "V2_8", "V3_9"})
  void membersOfBothProtocolsShareAGroup(Release old, Broker broker) {
    String topic = Topics.create(broker, "mixed", PARTITIONS, Map.of());
    GroupTopics.write(broker, topic, PARTITIONS, 0, RECORDS);
    String group = Topics.name("group");

    try (Member classic = Member.of(new Clients(broker, old), Assignor.RANGE, group, topic)) {
      classic.awaitAssignmentOf(PARTITIONS);
      try (Member modern =
          Member.of(Clients.newest(broker), Assignor.SERVER_UNIFORM, group, topic)) {
        Member.awaitShares(classic, modern, PARTITIONS / 2);
        Eventually.holds(
            () -> {
              classic.tell(OfficialConsumer::commit);
              modern.tell(OfficialConsumer::commit);
              return true;
            },
            classic::toString);
      }
      classic.awaitAssignmentOf(PARTITIONS);
    }
  }

  /** Two seats in a group, whose holders are replaced one at a time. */
  private static final class Rolling implements AutoCloseable {
    private final Clients clients;
    private final String group;
    private final String topic;
    private final Member[] seats = new Member[2];

    Rolling(Clients clients, String group, String topic) {
      this.clients = clients;
      this.group = group;
      this.topic = topic;
    }

    void start(Assignor assignor) {
      seats[0] = Member.of(clients, assignor, group, topic);
      seats[1] = Member.of(clients, assignor, group, topic);
      awaitShared();
    }

    /** What was not read has no position to commit. */
    void awaitReadOfAll() {
      for (Member seat : seats) {
        Eventually.holds(() -> read(seat).containsAll(seat.assignment()), seat::toString);
      }
    }

    private Set<String> read(Member seat) {
      return seat.received().stream()
          .map(record -> topic + "-" + record.partition())
          .collect(Collectors.toSet());
    }

    /** The old one commits and leaves, the new one joins. */
    void replace(int seat, Assignor assignor) {
      seats[seat].tell(OfficialConsumer::commit);
      seats[seat].close();
      seats[seat] = Member.of(clients, assignor, group, topic);
      awaitShared();
    }

    private void awaitShared() {
      Set<String> all = GroupTopics.partitions(topic, PARTITIONS);
      Eventually.holds(() -> isShared(all), () -> List.of(seats));
    }

    private boolean isShared(Set<String> all) {
      Set<String> together = new HashSet<>(seats[0].assignment());
      together.addAll(seats[1].assignment());
      return seats[0].assignment().size() == PARTITIONS / 2
          && seats[1].assignment().size() == PARTITIONS / 2
          && together.equals(all);
    }

    @Override
    public void close() {
      for (Member seat : seats) {
        if (seat != null) {
          seat.close();
        }
      }
    }
  }
}
