package io.barnabas.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnabas.client.ClientException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetPolicyTest {
  @Test
  void a_duration_is_counted_back() {
    assertThat(ResetPolicy.parse("by_duration:P1DT2H"))
        .isEqualTo(new ResetPolicy.Back(Duration.ofHours(26)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "newest", "by_duration:", "by_duration:-PT1S", "by_duration:1h"})
  void other_values_are_refused(String value) {
    assertThatThrownBy(() -> ResetPolicy.parse(value))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("earliest, latest, none or by_duration");
  }
}
