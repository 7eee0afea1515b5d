package io.barnabas.conformance.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.RefusedException;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members live through the end of their broker, and committed offsets do too. */
class GroupRestartTest {
  private static final int RECORDS = 40;
  private static final int PARTITIONS = 2;

  @TempDir Path folder;

  @Test
  void membersGoOnAfterACleanRestart() throws IOException {
    membersGoOnAfter(
        first -> {
          first.stop();
        });
  }

  @Test
  void membersGoOnAfterTheProcessWasKilled() throws IOException {
    membersGoOnAfter(BrokerProcess::kill);
  }

  private interface End {
    void of(BrokerProcess process) throws IOException;
  }

  private void membersGoOnAfter(End end) throws IOException {
    BrokerSettings settings = BrokerSettings.in(folder).forGroups();
    List<Pair> pairs = new ArrayList<>();
    try {
      try (BrokerProcess first = BrokerProcess.start(settings)) {
        for (Release release : Release.values()) {
          Stream.of(Assignor.RANGE, Assignor.COOPERATIVE_STICKY, Assignor.SERVER_UNIFORM)
              .filter(assignor -> release.isServed() && assignor.isKnownTo(release))
              .filter(isWorthTheTime(release))
              .forEach(assignor -> pairs.add(Pair.of(first.broker(), release, assignor)));
        }
        pairs.forEach(Pair::readAndCommit);
        end.of(first);
      }
      try (BrokerProcess second = BrokerProcess.start(settings)) {
        pairs.forEach(pair -> pair.goOn(second.broker()));
        pairs.forEach(Pair::close);
        pairs.forEach(pair -> pair.isFoundByOthers(second.broker()));
      }
    } finally {
      pairs.forEach(Pair::close);
    }
  }

  private static Predicate<Assignor> isWorthTheTime(Release release) {
    return assignor ->
        release.isAtLeast(Release.V0_10) && (assignor == Assignor.RANGE || release == Release.V4_4);
  }

  /** Two members of a group. */
  private record Pair(
      Release release, Assignor assignor, String group, String topic, Member one, Member other) {
    static Pair of(Broker broker, Release release, Assignor assignor) {
      Clients clients = new Clients(broker, release);
      String topic = Topics.create(broker, "restart", PARTITIONS, Map.of());
      GroupTopics.write(broker, topic, PARTITIONS, 0, RECORDS);
      String group = Topics.name("group");
      return new Pair(
          release,
          assignor,
          group,
          topic,
          Member.of(clients, assignor, group, topic),
          Member.of(clients, assignor, group, topic));
    }

    void readAndCommit() {
      one.awaitAssignmentOf(1);
      other.awaitAssignmentOf(1);
      Eventually.holds(() -> received() >= RECORDS, this::toString);
      one.tell(OfficialConsumer::commit);
      other.tell(OfficialConsumer::commit);
    }

    void goOn(Broker broker) {
      int before = received();
      GroupTopics.write(broker, topic, PARTITIONS, RECORDS, RECORDS + 10);
      Eventually.holds(() -> received() >= before + 10, this::toString);
      Member.awaitShares(one, other, 1);
      // A session that ran out on a busy machine makes the group rebalance, and read some again.
      try (OfficialConsumer outside = new Clients(broker, release).member(group)) {
        Eventually.holds(
            () -> commits(one) && commits(other) && committed(outside).equals(allRead()),
            this::toString);
      }
    }

    private static boolean commits(Member member) {
      try {
        member.tell(OfficialConsumer::commit);
        return true;
      } catch (RefusedException rebalancing) {
        return false;
      }
    }

    private Map<Integer, Committed> committed(OfficialConsumer outside) {
      return outside.committed(topic, 0, 1);
    }

    private static Map<Integer, Committed> allRead() {
      return Map.of(0, Committed.at(RECORDS / 2 + 5), 1, Committed.at(RECORDS / 2 + 5));
    }

    void isFoundByOthers(Broker broker) {
      try (OfficialConsumer outside = new Clients(broker, release).member(group)) {
        assertThat(committed(outside)).as(toString()).isEqualTo(allRead());
      }
    }

    private int received() {
      return one.received().size() + other.received().size();
    }

    void close() {
      one.close();
      other.close();
    }
  }
}
