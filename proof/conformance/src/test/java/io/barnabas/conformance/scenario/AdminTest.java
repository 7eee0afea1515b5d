package io.barnabas.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barnabas.conformance.broker.Broker;
import io.barnabas.conformance.broker.BrokerSettings;
import io.barnabas.conformance.broker.SharedBroker;
import io.barnabas.conformance.client.Clients;
import io.barnabas.conformance.client.ConfigValue;
import io.barnabas.conformance.client.ForReleases;
import io.barnabas.conformance.client.Incoming;
import io.barnabas.conformance.client.OfficialAdmin;
import io.barnabas.conformance.client.OfficialProducer;
import io.barnabas.conformance.client.Outgoing;
import io.barnabas.conformance.client.PartitionState;
import io.barnabas.conformance.client.Reading;
import io.barnabas.conformance.client.RefusedException;
import io.barnabas.conformance.client.Release;
import io.barnabas.conformance.client.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class AdminTest {
  private static final int NODE = BrokerSettings.NODE_ID;

  @ForReleases(since = Release.V0_11)
  void aTopicIsCreatedDescribedListedAndDeleted(Release release, Broker broker) {
    String topic = Topics.name("admin");
    try (OfficialAdmin admin = new Clients(broker, release).admin()) {
      admin.createTopic(topic, 3, 1, Map.of());

      PartitionState here = new PartitionState(NODE, List.of(NODE), List.of(NODE));
      assertThat(admin.describeTopic(topic)).isEqualTo(Map.of(0, here, 1, here, 2, here));
      assertThat(admin.topicNames()).contains(topic);

      admin.deleteTopic(topic);
      assertThat(admin.topicNames()).doesNotContain(topic);
      assertThat(error(() -> admin.describeTopic(topic)))
          .isEqualTo("UnknownTopicOrPartitionException");
    }
  }

  @ForReleases(since = Release.V0_11)
  void aTopicIsCreatedWithTheReplicasTold(Release release, Broker broker) {
    String topic = Topics.name("assigned");
    try (OfficialAdmin admin = new Clients(broker, release).admin()) {
      admin.createAssignedTopic(topic, Map.of(0, List.of(NODE), 1, List.of(NODE)));

      assertThat(admin.describeTopic(topic)).hasSize(2);
      assertThat(error(() -> admin.createAssignedTopic(topic + "x", Map.of(0, List.of(99)))))
          .isEqualTo("InvalidReplicaAssignmentException");
    }
  }

  @ForReleases(since = Release.V0_11)
  void aTopicThatCanNotBeIsRefused(Release release, Broker broker) {
    String topic = Topics.create(broker, "refused");
    try (OfficialAdmin admin = new Clients(broker, release).admin()) {
      assertThat(error(() -> admin.createTopic(topic, 1, 1, Map.of())))
          .isEqualTo("TopicExistsException");
      assertThat(error(() -> admin.createTopic("a/b", 1, 1, Map.of())))
          .isEqualTo("InvalidTopicException");
      assertThat(error(() -> admin.createTopic("x".repeat(250), 1, 1, Map.of())))
          .isEqualTo("InvalidTopicException");
      assertThat(error(() -> admin.createTopic(topic + "2", 0, 1, Map.of())))
          .isEqualTo("InvalidPartitionsException");
      assertThat(error(() -> admin.createTopic(topic + "2", 1, 2, Map.of())))
          .isEqualTo("InvalidReplicationFactorException");
      assertThat(error(() -> admin.createTopic(topic + "2", 1, 1, Map.of("no.such", "1"))))
          .isEqualTo("InvalidConfigurationException");
      assertThat(error(() -> admin.deleteTopic(topic + "2")))
          .isEqualTo("UnknownTopicOrPartitionException");
      assertThat(admin.topicNames()).doesNotContain(topic + "2");
    }
  }

  @ForReleases(since = Release.V0_11)
  void validatingCreatesNothing(Release release, Broker broker) {
    String topic = Topics.name("validated");
    try (OfficialAdmin admin = new Clients(broker, release).admin()) {
      admin.validateTopic(topic, 1, 1);

      assertThat(admin.topicNames()).doesNotContain(topic);
      assertThat(error(() -> admin.validateTopic(topic, 1, 3)))
          .isEqualTo("InvalidReplicationFactorException");
    }
  }

  @ForReleases(since = Release.V0_11)
  void theClusterIsDescribed(Release release, Broker broker) {
    try (OfficialAdmin admin = new Clients(broker, release).admin()) {
      assertThat(admin.brokerAddresses()).isEqualTo(Set.of(broker.bootstrapServers()));
      assertThat(admin.clusterId()).hasSize(22);
    }
  }

  @ForReleases(since = Release.V0_11)
  void configsAreDescribedWithWhatWasSetForTheTopic(Release release, Broker broker) {
    String topic = Topics.create(broker, "configs", 1, Map.of("retention.ms", "123456"));
    try (OfficialAdmin admin = new Clients(broker, release).admin()) {
      Map<String, ConfigValue> configs = admin.topicConfigs(topic);

      assertThat(configs.get("retention.ms")).isEqualTo(new ConfigValue("123456", false, false));
      assertThat(configs.get("cleanup.policy").value()).isEqualTo("delete");
      assertThat(configs.get("cleanup.policy").isDefault()).isTrue();
      assertThat(admin.brokerConfigs(Integer.toString(NODE)))
          .containsKeys("log.dirs", "node.id", "listeners", "num.partitions");
      assertThat(error(() -> admin.topicConfigs("not-there")))
          .isEqualTo("UnknownTopicOrPartitionException");
    }
  }

  @ForReleases(since = Release.V0_11, until = Release.V3_9)
  void replacedConfigsForgetWhatIsNotNamed(Release release, Broker broker) {
    String topic = Topics.create(broker, "replaced", 1, Map.of("retention.ms", "123456"));
    try (OfficialAdmin admin = new Clients(broker, release).admin()) {
      admin.replaceTopicConfigs(topic, Map.of("max.message.bytes", "5000"));

      Map<String, ConfigValue> configs = admin.topicConfigs(topic);
      assertThat(configs.get("max.message.bytes").value()).isEqualTo("5000");
      assertThat(configs.get("retention.ms").value()).isEqualTo("604800000");
      assertThat(error(() -> admin.replaceTopicConfigs(topic, Map.of("retention.ms", "soon"))))
          .isIn("InvalidConfigurationException", "InvalidRequestException");
    }
  }

  @ForReleases(since = Release.V2_8)
  void oneConfigIsChangedAndRemoved(Release release, Broker broker) {
    String topic = Topics.create(broker, "changed", 1, Map.of("retention.ms", "123456"));
    Clients clients = new Clients(broker, release);
    try (OfficialAdmin admin = clients.admin();
        OfficialProducer producer = clients.producer()) {
      admin.changeTopicConfig(topic, "max.message.bytes", "500");
      assertThat(admin.topicConfigs(topic).get("retention.ms").value()).isEqualTo("123456");
      assertThat(error(() -> producer.send(Outgoing.of(topic, 0, null, "x".repeat(1000)))))
          .isEqualTo("RecordTooLargeException");

      admin.changeTopicConfig(topic, "max.message.bytes", null);
      assertThat(admin.topicConfigs(topic).get("max.message.bytes").isDefault()).isTrue();
      assertThat(producer.send(Outgoing.of(topic, 0, null, "x".repeat(1000))).offset()).isZero();
    }
  }

  @ForReleases(since = Release.V1_0)
  void aTopicGrowsAndNeverShrinks(Release release, Broker broker) {
    String topic = Topics.create(broker, "grown");
    Clients clients = new Clients(broker, release);
    try (OfficialAdmin admin = clients.admin()) {
      admin.growTopic(topic, 4);

      assertThat(admin.describeTopic(topic)).hasSize(4);
      assertThat(error(() -> admin.growTopic(topic, 2))).isEqualTo("InvalidPartitionsException");
      assertThat(error(() -> admin.growTopic(topic, 4))).isEqualTo("InvalidPartitionsException");
    }
    try (OfficialProducer producer = clients.producer("retries", "10")) {
      producer.send(Outgoing.of(topic, 3, null, "in the new one"));
    }
    assertThat(Reading.fromStart(clients, topic, 4, 1)).extracting(Incoming::partition).contains(3);
  }

  @ForReleases(since = Release.V2_8)
  void deletedRecordsAreGone(Release release, Broker broker) {
    String topic = Topics.create(broker, "deleted-records");
    Clients clients = new Clients(broker, release);
    writeTen(clients, topic);
    try (OfficialAdmin admin = clients.admin()) {
      assertThat(admin.deleteRecords(topic, 0, 4)).isEqualTo(4);
      assertThat(admin.offsetAt(topic, 0, -2)).isEqualTo(4);
      assertThat(Reading.fromStart(clients, topic, 1, 6).getFirst().offset()).isEqualTo(4);
      assertThat(error(() -> admin.deleteRecords(topic, 0, 11)))
          .isEqualTo("OffsetOutOfRangeException");
      assertThat(admin.deleteRecords(topic, 0, -1)).isEqualTo(10);
      assertThat(admin.offsetAt(topic, 0, -2)).isEqualTo(10);
    }
  }

  @ForReleases(since = Release.V2_8)
  void offsetsAreListed(Release release, Broker broker) {
    String topic = Topics.create(broker, "listed");
    Clients clients = new Clients(broker, release);
    writeTen(clients, topic);
    try (OfficialAdmin admin = clients.admin()) {
      assertThat(admin.offsetAt(topic, 0, -1)).isEqualTo(10);
      assertThat(admin.offsetAt(topic, 0, -2)).isZero();
      assertThat(admin.offsetAt(topic, 0, 1004)).isEqualTo(4);
      assertThat(admin.offsetAt(topic, 0, 2000)).isEqualTo(-1);
    }
  }

  @ForReleases(since = Release.V3_0)
  void logDirsAndProducersAreDescribed(Release release, Broker broker) {
    String topic = Topics.create(broker, "described");
    Clients clients = new Clients(broker, release);
    try (OfficialProducer producer =
            clients.producer("enable.idempotence", "true", "client.id", "described");
        OfficialAdmin admin = clients.admin()) {
      producer.send(Outgoing.of(topic, 0, null, "x".repeat(1000)));

      assertThat(admin.producerIds(topic, 0)).hasSize(1);
      assertThat(admin.partitionSizes(NODE).get(topic + "-0")).isBetween(1000L, 1200L);
    }
  }

  private static void writeTen(Clients clients, String topic) {
    try (OfficialProducer producer = clients.producer()) {
      producer.send(
          IntStream.range(0, 10)
              .mapToObj(i -> Outgoing.of(topic, 0, null, "v" + i).at(1000 + i))
              .toList());
    }
  }

  private static String error(ThrowingCallable call) {
    return catchThrowableOfType(RefusedException.class, call).error();
  }
}
