package io.barnabas.metadata.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.apache.kafka.server.config.ConfigSynonym;
import org.apache.kafka.server.config.DynamicBrokerConfig;
import org.apache.kafka.server.config.ServerTopicConfigSynonyms;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

/** Compares the tables with the definitions of Apache Kafka itself. */
class KafkaConfigOracleTest {
  /** Where a default is ours: these depend on the machine, or Kafka has none. */
  private static final Set<String> OWN_DEFAULTS =
      Set.of(
          "broker.id",
          "controller.listener.names",
          "log.dir",
          "node.id",
          "num.network.threads",
          "process.roles");

  /** What can't be changed here while the broker runs. */
  private static final Set<String> READ_ONLY_HERE =
      Set.of(
          "listeners", "listener.security.protocol.map", "num.io.threads", "num.network.threads");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "-2",
          "-3",
          "2",
          "9",
          "10",
          "17",
          "18",
          "23",
          "0.5",
          "1.5",
          "true",
          "FALSE",
          "yes",
          "compact",
          "delete",
          "compact,delete",
          "delete,delete",
          "burn",
          "gzip",
          "producer",
          "none",
          "uncompressed",
          "CreateTime",
          "LogAppendTime",
          "2147483648",
          "9223372036854775808",
          "1048575",
          "1048576",
          "*",
          "0:1",
          "0:1,1:2",
          "x:y",
          " 7 ");

  private static String text(ConfigDef.ConfigKey key) {
    return key.defaultValue == null ? null : ConfigDef.convertToString(key.defaultValue, key.type);
  }

  @Test
  void topicConfigsHaveKafkasTypesAndDefaults() {
    for (ConfigDef.ConfigKey theirs : LogConfig.configDefCopy().configKeys().values()) {
      if (!theirs.internalConfig) {
        ConfigKey ours = ConfigTable.TOPIC.require(theirs.name);
        assertThat(ours.type().name()).as(theirs.name).isEqualTo(theirs.type.name());
        assertThat(ours.defaultValue()).as(theirs.name).isEqualTo(text(theirs));
      }
    }
  }

  @Test
  void brokerConfigsHaveKafkasTypesAndDefaults() {
    for (ConfigDef.ConfigKey theirs : AbstractKafkaConfig.CONFIG_DEF.configKeys().values()) {
      ConfigKey ours = ConfigTable.BROKER.require(theirs.name);
      assertThat(ours.type().name()).as(theirs.name).isEqualTo(theirs.type.name());
      if (!OWN_DEFAULTS.contains(theirs.name)) {
        assertThat(ours.defaultValue()).as(theirs.name).isEqualTo(text(theirs));
      }
    }
  }

  @Test
  void typesHaveKafkasIds() {
    for (var theirs :
        org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigType.values()) {
      if (theirs.id() > 0) {
        assertThat(ConfigType.valueOf(theirs.name()).id()).isEqualTo(theirs.id());
      }
    }
  }

  @Test
  void topicConfigsTakeTheValuesKafkaTakes() {
    ConfigDef definition = LogConfig.configDefCopy();
    List<String> differences = new ArrayList<>();
    for (ConfigKey key : ConfigTable.TOPIC.keys()) {
      if (definition.configKeys().containsKey(key.name())) {
        for (String value : VALUES) {
          if (isTaken(key, value) != isTakenByKafka(definition, key.name(), value)) {
            differences.add(key.name() + "=" + value);
          }
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static boolean isTaken(ConfigKey key, String value) {
    try {
      key.parse(value);
      return true;
    } catch (InvalidConfigException e) {
      return false;
    }
  }

  private static boolean isTakenByKafka(ConfigDef definition, String name, String value) {
    try {
      Map<String, String> values = new HashMap<>();
      values.put(name, value);
      definition.parse(values);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  @Test
  void topicConfigsHaveKafkasSynonyms() {
    Random random = new Random(5);
    ServerTopicConfigSynonyms.ALL_TOPIC_CONFIG_SYNONYMS.forEach(
        (topicName, theirs) -> {
          List<ConfigSynonyms.BrokerName> ours = ConfigSynonyms.ofTopic(topicName);
          assertThat(ours)
              .extracting(ConfigSynonyms.BrokerName::name)
              .isEqualTo(theirs.stream().map(ConfigSynonym::name).toList());
          for (int i = 0; i < ours.size(); i++) {
            String value = Integer.toString(random.nextInt(1000));
            assertThat(ours.get(i).toTopicUnit(value))
                .isEqualTo(theirs.get(i).converter().apply(value));
          }
        });
  }

  @Test
  void brokerConfigsHaveKafkasSynonyms() {
    for (String name : AbstractKafkaConfig.CONFIG_DEF.names()) {
      assertThat(ConfigSynonyms.ofBroker(name))
          .isEqualTo(DynamicBrokerConfig.brokerConfigSynonyms(name, true));
    }
    String prefixed = "listener.name.external.ssl.keystore.location";
    assertThat(ConfigSynonyms.ofBroker(prefixed))
        .isEqualTo(DynamicBrokerConfig.brokerConfigSynonyms(prefixed, true));
  }

  @Test
  void brokerConfigsChangeAtRunTimeWhereKafkasDo() {
    Map<String, String> modes = DynamicBrokerConfig.dynamicConfigUpdateModes();
    for (ConfigKey key : ConfigTable.BROKER.keys()) {
      if (!READ_ONLY_HERE.contains(key.name())
          && AbstractKafkaConfig.CONFIG_DEF.names().contains(key.name())) {
        String theirs = modes.getOrDefault(key.name(), "read-only");
        assertThat(key.updateMode().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
            .as(key.name())
            .isEqualTo(theirs);
      }
    }
  }
}
