package io.barnabas.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiKeyTest {
  @Test
  void namesAndNumbersAreThoseOfKafka() {
    var official =
        Arrays.stream(ApiKeys.values()).collect(Collectors.toMap(key -> key.id, Enum::name));
    var ours = Arrays.stream(ApiKey.values()).collect(Collectors.toMap(ApiKey::id, Enum::name));

    assertThat(ours).isEqualTo(official);
  }

  @ParameterizedTest
  @EnumSource(ApiKey.class)
  void versionsHeadersAndListenersAreThoseOfKafka(ApiKey ours) {
    ApiKeys official = ApiKeys.forId(ours.id());
    assertThat(ours.apiName()).isEqualTo(official.name);
    assertThat(ours.latestVersionUnstable())
        .isEqualTo(official.messageType.latestVersionUnstable());
    if (!official.hasValidVersion()) {
      return;
    }
    assertThat(ours.highestVersion()).isEqualTo(official.latestVersion());
    assertThat(listeners(ours)).isEqualTo(listeners(official));
    for (short version : official.allVersions()) {
      assertThat(ours.requestHeaderVersion(version))
          .isEqualTo(official.requestHeaderVersion(version));
      assertThat(ours.responseHeaderVersion(version))
          .isEqualTo(official.responseHeaderVersion(version));
    }
  }

  private static Set<String> listeners(ApiKey key) {
    return key.listeners().stream().map(Enum::name).collect(Collectors.toSet());
  }

  private static Set<String> listeners(ApiKeys key) {
    return key.messageType.listeners().stream().map(Enum::name).collect(Collectors.toSet());
  }

  @Test
  void versionsThatKafka4DroppedAreThere() {
    assertThat(ApiKey.PRODUCE.lowestVersion()).isZero();
    assertThat(ApiKey.FETCH.lowestVersion()).isZero();
    assertThat(ApiKey.UPDATE_METADATA.highestVersion()).isEqualTo((short) 8);
    assertThat(ApiKey.CONTROLLED_SHUTDOWN.requestHeaderVersion(0)).isZero();
    assertThat(ApiKey.CONTROLLED_SHUTDOWN.requestHeaderVersion(1)).isEqualTo((short) 1);
  }

  @Test
  void unknownNumbersAreNull() {
    assertThat(ApiKey.forId(-1)).isNull();
    assertThat(ApiKey.forId(Short.MAX_VALUE)).isNull();
    assertThat(ApiKey.forId(ApiKey.values().length + 10)).isNull();
  }
}
