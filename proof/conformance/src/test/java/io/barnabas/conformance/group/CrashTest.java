package io.barnabas.conformance.group;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerProcess;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.Line;
import io.barnabas.conformance.broker.Ports;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members that fall silent: their line to the broker is cut. Its session time-outs are short. */
class CrashTest {
  private static final int PARTITIONS = 4;
  private static final String SESSION_MS = "1500";

  @TempDir static Path folder;

  private static @Nullable BrokerProcess process;
  private static @Nullable Line line;

  /** The broker tells who comes through the line that the line is where it is. */
  @BeforeAll
  static void aBrokerHasTwoListeners() throws IOException {
    int direct = Ports.free();
    int exit = Ports.free();
    line = Line.to(exit);
    String entrance = line.broker().bootstrapServers();
    process =
        BrokerProcess.start(
            BrokerSettings.in(folder)
                .forGroups()
                .with("group.consumer.session.timeout.ms", SESSION_MS)
                .with("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,LINE:PLAINTEXT")
                .with(
                    "listeners",
                    "PLAINTEXT://127.0.0.1:%d,LINE://127.0.0.1:%d".formatted(direct, exit))
                .with(
                    "advertised.listeners",
                    "PLAINTEXT://127.0.0.1:%d,LINE://%s".formatted(direct, entrance)));
  }

  @AfterAll
  static void theBrokerEnds() throws IOException {
    if (process != null) {
      process.close();
    }
    line().close();
  }

  @ForAssignors(of = {Assignor.RANGE, Assignor.COOPERATIVE_STICKY, Assignor.SERVER_UNIFORM})
  void theOthersTakeOverFromAMemberThatFellSilentUntilItIsBack(Release release, Assignor assignor)
      throws IOException {
    Broker broker = Objects.requireNonNull(process).broker();
    String topic = Topics.create(broker, "crash", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member stays = member(new Clients(broker, release), assignor, group, topic);
        Member crashes = member(new Clients(line().broker(), release), assignor, group, topic)) {
      stays.awaitAssignmentOf(PARTITIONS / 2);
      crashes.awaitAssignmentOf(PARTITIONS / 2);
      crashes.awaitPositions();
      line().cut();
      stays.awaitAssignment(GroupTopics.partitions(topic, PARTITIONS));
      line().mend();
      if (assignor.isOnServer() && release == Release.V3_9) {
        // Its preview of the new protocol does not find its way back from a lost coordinator.
        return;
      }
      Member.awaitShares(stays, crashes, PARTITIONS / 2);
    }
  }

  /** The group is empty when its only member fell silent; then anyone may begin anew. */
  @ParameterizedTest
  @EnumSource(names = {"RANGE", "SERVER_UNIFORM"})
  void aGroupIsEmptyWhenItsLastMemberFellSilent(Assignor assignor) throws IOException {
    Broker broker = Objects.requireNonNull(process).broker();
    String topic = Topics.create(broker, "alone", PARTITIONS, Map.of());
    String group = Topics.name("group");

    try (Member alone = member(Clients.newest(line().broker()), assignor, group, topic);
        var groups = Clients.newest(broker).groups()) {
      alone.awaitAssignmentOf(PARTITIONS);
      alone.awaitPositions();
      line().cut();
      Eventually.holds(
          () -> groups.describe(group).state().equals("Empty"), () -> groups.describe(group));
      line().mend();
      Eventually.holds(
          () -> groups.describe(group).state().equals("Stable"),
          () -> groups.describe(group) + ", " + alone);
    }
  }

  private static Line line() {
    return Objects.requireNonNull(line);
  }

  private static Member member(Clients clients, Assignor assignor, String group, String topic) {
    String[] settings =
        assignor.isOnServer()
            ? assignor.settings("retry.backoff.max.ms", "200")
            : assignor.settings("session.timeout.ms", SESSION_MS);
    return Member.of(clients, group, topic, settings);
  }
}
