package io.barnabas.conformance.kcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.OfficialGroups;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** librdkafka in groups: {@code kcat -G}. */
@ExtendWith(SharedBroker.class)
class KcatGroupTest {
  private static final int PARTITIONS = 4;
  private static final int RECORDS = 40;

  @BeforeAll
  static void kcatIsInstalled() {
    assumeTrue(KcatMember.isInstalled(), "kcat is not installed (Debian: apt install kcat)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"range", "roundrobin", "cooperative-sticky"})
  void twoMembersShareATopicAndOneTakesOverWhenTheOtherIsKilled(String assignor, Broker broker)
      throws IOException {
    String topic = Topics.create(broker, "kcat-group", PARTITIONS, Map.of());
    String group = Topics.name("kcat");

    try (OfficialGroups groups = Clients.newest(broker).groups();
        KcatMember first = KcatMember.start(broker, group, topic, assignor);
        KcatMember second = KcatMember.start(broker, group, topic, assignor)) {
      KcatMember.await(
          () ->
              groups.describe(group).members().stream()
                  .allMatch(member -> member.partitions().size() == PARTITIONS / 2));
      assertThat(groups.describe(group).assignor()).isEqualTo(assignor);
      write(broker, topic, 0);
      KcatMember.await(() -> first.lines().size() + second.lines().size() == RECORDS);
      second.kill();
      KcatMember.await(
          () ->
              groups.describe(group).members().stream()
                  .allMatch(member -> member.partitions().size() == PARTITIONS));
      int before = first.lines().size();
      write(broker, topic, RECORDS);
      KcatMember.await(() -> first.lines().size() >= before + RECORDS);
    }
  }

  @Test
  void theNextGoesOnWhereTheLastHasStopped(Broker broker) throws IOException {
    String topic = Topics.create(broker, "kcat-resume", 1, Map.of());
    String group = Topics.name("kcat");
    write(broker, topic, 0);

    try (KcatMember first = KcatMember.start(broker, group, topic, "range")) {
      KcatMember.await(() -> first.lines().size() == RECORDS);
    }
    write(broker, topic, RECORDS);
    try (KcatMember second = KcatMember.start(broker, group, topic, "range")) {
      KcatMember.await(() -> second.lines().size() == RECORDS);
      assertThat(second.lines().getFirst()).isEqualTo("0 " + RECORDS);
    }
  }

  private static void write(Broker broker, String topic, int first) {
    int partitions = topic.startsWith("kcat-resume") ? 1 : PARTITIONS;
    try (OfficialProducer producer = Clients.newest(broker).producer()) {
      producer.send(
          IntStream.range(first, first + RECORDS)
              .mapToObj(i -> Outgoing.of(topic, i % partitions, null, "v" + i))
              .toList());
    }
  }
}
