package io.barnabas.metadata.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigRulesTest {
  private static final ConfigLayers NOTHING_SET = ConfigLayers.ofStatics(Map.of());

  @Test
  void compactionLagsMustAgree() {
    assertThatThrownBy(
            () ->
                ConfigRules.checkTopic(
                    Map.of("min.compaction.lag.ms", "10", "max.compaction.lag.ms", "5"),
                    NOTHING_SET))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage("min.compaction.lag.ms (10) must not be above max.compaction.lag.ms (5)");
  }

  @Test
  void tieredStorageIsRefused() {
    assertThatThrownBy(
            () -> ConfigRules.checkTopic(Map.of("remote.storage.enable", "true"), NOTHING_SET))
        .isInstanceOf(InvalidConfigException.class);
  }

  @Test
  void whatIsReadOnlyCantBeSetAtRunTime() {
    assertThatThrownBy(() -> ConfigRules.checkBroker(Map.of("log.dirs", "/x"), false))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage("Cannot update these configs dynamically: [log.dirs]");
  }

  @Test
  void whatIsPerBrokerCantBeSetForAll() {
    Map<String, String> values = Map.of("ssl.keystore.location", "/k");
    assertThatCode(() -> ConfigRules.checkBroker(values, false)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ConfigRules.checkBroker(values, true))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageEndingWith("broker id must be specified: [ssl.keystore.location]");
  }

  @Test
  void unknownBrokerConfigsAreRefusedWithAHint() {
    assertThatThrownBy(() -> ConfigRules.checkBroker(Map.of("log.retention.mss", "1"), true))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Unknown broker config name: log.retention.mss (did you mean log.retention.ms?)");
    assertThatCode(
            () ->
                ConfigRules.checkBroker(
                    Map.of("listener.name.x.ssl.keystore.location", "/k"), false))
        .doesNotThrowAnyException();
  }
}
