package io.barnabas.conformance.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.Committed;
import io.barnabas.conformance.client.ForReleases;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialConsumer;
import io.barnabas.conformance.client.Reading;
import io.barnabas.conformance.client.RefusedException;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.TimedOffset;
import io.barnabas.conformance.client.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class CommitTest {
  private static final int RECORDS = 40;

  @ForAssignors(of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void theNextMemberGoesOnWhereOffsetsWereCommitted(
      Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = filled(broker, 2);
    String group = Topics.name("group");

    try (Member first = Member.of(clients, assignor, group, topic)) {
      first.awaitReceived(RECORDS);
      first.tell(consumer -> consumer.commit(topic, Map.of(0, new Committed(7, "seven"))));
      assertThat(first.<Map<Integer, Committed>>ask(consumer -> consumer.committed(topic, 0, 1)))
          .isEqualTo(Map.of(0, new Committed(7, "seven")));
      first.tell(consumer -> consumer.seek(topic, 1, 12));
      first.tell(consumer -> consumer.commit(topic, Map.of(1, Committed.at(12))));
    }
    try (Member second = Member.of(clients, assignor, group, topic)) {
      second.awaitReceived(13 + 8);
      assertThat(offsets(second, 0)).containsExactlyElementsOf(range(7, 20));
      assertThat(offsets(second, 1)).containsExactlyElementsOf(range(12, 20));
      second.tell(OfficialConsumer::commit);
      assertThat(second.<Map<Integer, Committed>>ask(consumer -> consumer.committed(topic, 0, 1)))
          .isEqualTo(Map.of(0, Committed.at(20), 1, Committed.at(20)));
    }
  }

  @ForAssignors(of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void aCommitMayBeAnsweredLater(Release release, Assignor assignor, Broker broker) {
    String topic = filled(broker, 1);
    CompletableFuture<String> outcome = new CompletableFuture<>();

    try (Member member =
        Member.of(new Clients(broker, release), assignor, Topics.name("group"), topic)) {
      member.awaitReceived(RECORDS);
      member.tell(
          consumer ->
              consumer.commitLater(
                  error -> outcome.complete(Objects.requireNonNullElse(error, "none"))));
      Eventually.holds(outcome::isDone, member::toString);
      assertThat(outcome).isCompletedWithValue("none");
      assertThat(member.<Map<Integer, Committed>>ask(consumer -> consumer.committed(topic, 0)))
          .isEqualTo(Map.of(0, Committed.at(RECORDS)));
    }
  }

  @ForAssignors(of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void commitsAreMadeByThemselvesNowAndThenAndAtTheEnd(
      Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = filled(broker, 1);
    String group = Topics.name("group");

    try (Member now = automatic(clients, assignor, group, topic, "100")) {
      Eventually.holds(() -> isCommitted(now, topic, RECORDS), now::toString);
    }
    GroupTopics.write(broker, topic, 1, 0, 5);
    try (Member atEnd = automatic(clients, assignor, group, topic, "1000000")) {
      atEnd.awaitReceived(5);
      assertThat(offsets(atEnd, 0)).containsExactlyElementsOf(range(RECORDS, RECORDS + 5));
    }
    try (Member third = Member.of(clients, assignor, group, topic)) {
      third.awaitAssignmentOf(1);
      assertThat(isCommitted(third, topic, RECORDS + 5)).isTrue();
    }
  }

  @ForAssignors(of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void aMemberSeeksToAnOffsetAndToATime(Release release, Assignor assignor, Broker broker) {
    String topic = filled(broker, 1);

    try (Member member =
        Member.of(new Clients(broker, release), assignor, Topics.name("group"), topic)) {
      member.awaitReceived(RECORDS);
      long timeMs = member.received().get(33).timestampMs();
      TimedOffset found =
          member.ask(
              consumer ->
                  Objects.requireNonNull(
                      consumer.offsetsForTimes(topic, Map.of(0, timeMs)).get(0)));
      member.tell(consumer -> consumer.seek(topic, 0, found.offset()));
      member.awaitReceived(RECORDS + RECORDS - (int) found.offset());
      member.tell(consumer -> consumer.seek(topic, 0, 38));
      int before = member.received().size();
      member.awaitReceived(before + 2);
      assertThat(member.received().subList(before, before + 2))
          .extracting(Incoming::offset)
          .containsExactly(38L, 39L);
    }
  }

  @ForAssignors(of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void withoutACommitTheStartIsWhereItIsConfigured(
      Release release, Assignor assignor, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = filled(broker, 1);

    try (Member latest = resetting(clients, assignor, topic, "latest");
        Member earliest = resetting(clients, assignor, topic, "earliest");
        Member none = resetting(clients, assignor, topic, "none")) {
      latest.awaitAssignmentOf(1);
      assertThat(latest.<Long>ask(consumer -> consumer.position(topic, 0))).isEqualTo(RECORDS);
      GroupTopics.write(broker, topic, 1, RECORDS, RECORDS + 1);
      latest.awaitReceived(1);
      earliest.awaitReceived(RECORDS + 1);
      none.awaitFailure("NoOffsetForPartitionException");
      assertThat(offsets(latest, 0)).containsExactly((long) RECORDS);
    }
  }

  /** KIP-1106. */
  @ForAssignors(
      since = Release.V4_4,
      of = {Assignor.RANGE, Assignor.SERVER_UNIFORM})
  void withoutACommitTheStartMayBeAWhileAgo(Release release, Assignor assignor, Broker broker) {
    String topic = filled(broker, 1);

    try (Member ago =
        resetting(new Clients(broker, release), assignor, topic, "by_duration:PT1H")) {
      ago.awaitReceived(RECORDS);
    }
  }

  /** A consumer that assigns its partitions itself commits from outside the protocol. */
  @ForReleases
  void whoIsNoMemberMayCommitWhileNobodyElseIs(Release release, Broker broker) {
    Clients clients = new Clients(broker, release);
    String topic = filled(broker, 1);
    String group = Topics.name("group");

    try (OfficialConsumer outside = clients.member(group);
        Member member = Member.of(clients, Topics.name("group"), topic)) {
      outside.assign(topic, 0);
      assertThat(Reading.atLeast(outside, RECORDS)).hasSize(RECORDS);
      outside.commit();
      assertThat(outside.committed(topic, 0)).isEqualTo(Map.of(0, Committed.at(RECORDS)));
      member.awaitAssignmentOf(1);
    }
    try (Member member = Member.of(clients, group, topic);
        OfficialConsumer outside = clients.member(group)) {
      member.awaitAssignmentOf(1);
      outside.assign(topic, 0);
      assertThat(
              catchThrowableOfType(
                      RefusedException.class,
                      () -> outside.commit(topic, Map.of(0, Committed.at(1))))
                  .error())
          .isEqualTo("CommitFailedException");
    }
  }

  @ForReleases
  void whatIsNotedWithACommitHasALimit(Release release, Broker broker) {
    String topic = filled(broker, 1);

    try (OfficialConsumer outside = new Clients(broker, release).member(Topics.name("group"))) {
      outside.assign(topic, 0);
      outside.commit(topic, Map.of(0, new Committed(3, "m".repeat(4096))));
      assertThat(
              catchThrowableOfType(
                      RefusedException.class,
                      () -> outside.commit(topic, Map.of(0, new Committed(4, "m".repeat(4097)))))
                  .error())
          .isIn("OffsetMetadataTooLarge", "OffsetMetadataTooLargeException");
      assertThat(outside.committed(topic, 0)).extractingByKey(0).extracting("offset").isEqualTo(3L);
    }
  }

  private static Member automatic(
      Clients clients, Assignor assignor, String group, String topic, String intervalMs) {
    return Member.of(
        clients,
        group,
        topic,
        assignor.settings("enable.auto.commit", "true", "auto.commit.interval.ms", intervalMs));
  }

  private static Member resetting(Clients clients, Assignor assignor, String topic, String reset) {
    return Member.of(
        clients, Topics.name("group"), topic, assignor.settings("auto.offset.reset", reset));
  }

  private static boolean isCommitted(Member member, String topic, long offset) {
    return member
        .<Map<Integer, Committed>>ask(consumer -> consumer.committed(topic, 0))
        .equals(Map.of(0, Committed.at(offset)));
  }

  private static String filled(Broker broker, int partitions) {
    String topic = Topics.create(broker, "commit", partitions, Map.of());
    GroupTopics.write(broker, topic, partitions, 0, RECORDS);
    return topic;
  }

  private static List<Long> offsets(Member member, int partition) {
    return member.received().stream()
        .filter(record -> record.partition() == partition)
        .map(Incoming::offset)
        .toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
