package io.barnabas.metadata.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnabas.metadata.config.ConfigEntry.Synonym;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigDescriptionTest {
  private static BrokerConfig broker(Map<String, String> properties) {
    return BrokerConfig.parse(properties, new HostDefaults(4, "data"));
  }

  private static ConfigEntry find(List<ConfigEntry> entries, String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theNearestSourceCountsAndTheOthersAreSynonyms() {
    BrokerConfig config =
        broker(Map.of("log.segment.bytes", "2000000"))
            .withDynamic(
                Map.of("log.segment.bytes", "4000000"), Map.of("log.segment.bytes", "3000000"));
    ConfigEntry entry =
        find(
            new ConfigDescription(config).ofTopic(Map.of("segment.bytes", "5000000")),
            "segment.bytes");
    assertThat(entry.value()).isEqualTo("5000000");
    assertThat(entry.source()).isEqualTo(ConfigSource.DYNAMIC_TOPIC_CONFIG);
    assertThat(entry.readOnly()).isFalse();
    assertThat(entry.synonyms())
        .containsExactly(
            new Synonym("segment.bytes", "5000000", ConfigSource.DYNAMIC_TOPIC_CONFIG),
            new Synonym("log.segment.bytes", "4000000", ConfigSource.DYNAMIC_BROKER_CONFIG),
            new Synonym("log.segment.bytes", "3000000", ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG),
            new Synonym("log.segment.bytes", "2000000", ConfigSource.STATIC_BROKER_CONFIG),
            new Synonym("log.segment.bytes", "1073741824", ConfigSource.DEFAULT_CONFIG));
  }

  /** Seen with kafka-configs.sh --describe --all on a stock broker. */
  @Test
  void hoursInTheFileCountButAreNoSynonymOfATopicsMilliseconds() {
    ConfigDescription description =
        new ConfigDescription(broker(Map.of("log.retention.hours", "1")));
    ConfigEntry entry = find(description.ofTopic(Map.of()), "retention.ms");
    assertThat(entry.value()).isEqualTo("3600000");
    assertThat(entry.synonyms()).isEmpty();
    assertThat(entry.source()).isEqualTo(ConfigSource.DEFAULT_CONFIG);
    assertThat(find(description.ofBroker(), "log.retention.hours").synonyms())
        .containsExactly(
            new Synonym("log.retention.hours", "1", ConfigSource.STATIC_BROKER_CONFIG),
            new Synonym("log.retention.hours", "168", ConfigSource.DEFAULT_CONFIG));
  }

  @Test
  void aBrokersMillisecondsHaveTheHoursAsSynonyms() {
    ConfigDescription description =
        new ConfigDescription(broker(Map.of("log.retention.hours", "1", "log.retention.ms", "5")));
    assertThat(find(description.ofBroker(), "log.retention.ms").synonyms())
        .containsExactly(
            new Synonym("log.retention.ms", "5", ConfigSource.STATIC_BROKER_CONFIG),
            new Synonym("log.retention.hours", "1", ConfigSource.STATIC_BROKER_CONFIG),
            new Synonym("log.retention.hours", "168", ConfigSource.DEFAULT_CONFIG));
  }

  @Test
  void aTopicConfigWithoutSynonymsIsADefault() {
    ConfigEntry entry =
        find(
            new ConfigDescription(broker(Map.of())).ofTopic(Map.of()),
            "leader.replication.throttled.replicas");
    assertThat(entry.value()).isEmpty();
    assertThat(entry.synonyms()).isEmpty();
    assertThat(entry.source()).isEqualTo(ConfigSource.DEFAULT_CONFIG);
  }

  @Test
  void passwordsAreNeverShown() {
    ConfigDescription description =
        new ConfigDescription(broker(Map.of("ssl.key.password", "hunter2")));
    ConfigEntry entry = find(description.ofBroker(), "ssl.key.password");
    assertThat(entry.key().isSensitive()).isTrue();
    assertThat(entry.value()).isNull();
    assertThat(entry.source()).isEqualTo(ConfigSource.STATIC_BROKER_CONFIG);
    assertThat(entry.toString()).doesNotContain("hunter2");
  }

  @Test
  void defaultsOfThisMachineAreTold() {
    ConfigDescription description = new ConfigDescription(broker(Map.of()));
    ConfigEntry threads = find(description.ofBroker(), "num.network.threads");
    assertThat(threads.value()).isEqualTo("4");
    assertThat(threads.readOnly()).isTrue();
    assertThat(find(description.ofBroker(), "log.retention.ms").readOnly()).isFalse();
  }

  @Test
  void theDefaultsOfAllBrokersAreWhatIsSetForThem() {
    BrokerConfig config =
        broker(Map.of("message.max.bytes", "9"))
            .withDynamic(Map.of("message.max.bytes", "7"), Map.of("message.max.bytes", "8"));
    assertThat(new ConfigDescription(config).ofAllBrokers())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.value()).isEqualTo("8");
              assertThat(entry.source()).isEqualTo(ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG);
              assertThat(entry.synonyms()).hasSize(1);
            });
  }
}
