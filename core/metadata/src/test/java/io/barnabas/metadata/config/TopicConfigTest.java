package io.barnabas.metadata.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicConfigTest {
  private static TopicConfig resolve(Map<String, String> statics, Map<String, String> overrides) {
    return TopicConfig.resolve(ConfigLayers.ofStatics(statics), overrides);
  }

  @Test
  void everyNameOfKafkasTopicConfigIsKnown() throws IllegalAccessException {
    List<String> names = new ArrayList<>();
    for (Field field : org.apache.kafka.common.config.TopicConfig.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getName().endsWith("_CONFIG")) {
        names.add((String) field.get(null));
      }
    }
    assertThat(names).hasSizeGreaterThan(30);
    assertThat(ConfigTable.TOPIC.keys()).extracting(ConfigKey::name).containsAll(names);
  }

  @Test
  void everyDefaultIsAValueTheTablesAllow() {
    for (ConfigTable table : List.of(ConfigTable.BROKER, ConfigTable.TOPIC)) {
      for (ConfigKey key : table.keys()) {
        if (key.defaultValue() != null) {
          assertThat(key.parse(key.defaultValue())).as(key.name()).isNotNull();
        }
        assertThat(key.documentation()).as(key.name()).endsWith(".");
      }
    }
  }

  @Test
  void everySynonymIsAConfigWithTheSameDefault() {
    for (ConfigKey topic : ConfigTable.TOPIC.keys()) {
      List<ConfigSynonyms.BrokerName> synonyms = ConfigSynonyms.ofTopic(topic.name());
      if (!synonyms.isEmpty()) {
        ConfigSynonyms.BrokerName last = synonyms.getLast();
        String text = ConfigTable.BROKER.require(last.name()).defaultValue();
        assertThat(text).as(topic.name()).isNotNull();
        assertThat(last.toTopicUnit(text)).as(topic.name()).isEqualTo(topic.defaultValue());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "log.retention.hours, 2, 7200000",
    "log.retention.minutes, 3, 180000",
    "log.retention.ms, 4, 4",
    "log.retention.hours, -1, -1",
  })
  void retentionMayBeSetInEveryUnit(String name, String text, long expectedMs) {
    assertThat(resolve(Map.of(name, text), Map.of()).retentionMs()).isEqualTo(expectedMs);
  }

  @Test
  void theFinerUnitWins() {
    Map<String, String> statics =
        Map.of("log.retention.hours", "1", "log.retention.minutes", "1", "log.roll.hours", "1");
    TopicConfig config = resolve(statics, Map.of());
    assertThat(config.retentionMs()).isEqualTo(60_000);
    assertThat(config.segmentMs()).isEqualTo(3_600_000);
  }

  @Test
  void theTopicsOwnValueWins() {
    TopicConfig config =
        resolve(
            Map.of("log.retention.ms", "5", "log.cleanup.policy", "compact"),
            Map.of("retention.ms", "6", "cleanup.policy", "compact,delete"));
    assertThat(config.retentionMs()).isEqualTo(6);
    assertThat(config.isCompacted()).isTrue();
    assertThat(config.isDeleted()).isTrue();
  }

  @Test
  void aBadValueIsRefused() {
    assertThatThrownBy(() -> resolve(Map.of(), Map.of("retention.ms", "-2")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage("Invalid value -2 for configuration retention.ms: Value must be at least -1");
  }
}
